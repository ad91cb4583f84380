import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvFile } from '../tools/deploy/env-file';
import { runCommand } from '../tools/deploy/operator';
import { makeCertificate } from '../tools/deploy/salesforce-certificate';
import { commandArguments } from '../tools/command-arguments';

/** `npm run salesforce:certificate -- --env-file .env.stage`: a key and its certificate for the log-in to Salesforce. Never overwrites one. */
runCommand(async () => {
  const { values } = parseArgs({ args: commandArguments(), options: { 'env-file': { type: 'string' } } });
  if (values['env-file'] === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const envFile = path.resolve(values['env-file']);
  const made = makeCertificate(envFile, readEnvFile(envFile));
  const here = (file: string): string => path.relative(process.cwd(), file);
  console.log(`Key              in ${here(made.envFile)}, as SF_PRIVATE_KEY_BASE64, and nowhere else
Certificate      ${here(made.certificate)}, valid until ${made.until.toISOString().slice(0, 10)}; not in the repository
Next             npm run deploy:salesforce -- --env-file ${values['env-file']}: puts the certificate into the app`);
  return true;
});
