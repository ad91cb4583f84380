import { readFile } from 'node:fs/promises';
import { commandArguments } from '@interaction-history/serverless/tools/command-arguments';
import { runDoctor } from '@interaction-history/serverless/tools/doctor/command';
import { SANDBOX_FILE } from '../src/sandbox-file';
import { rerouteTwilio } from '../src/twilio/reroute';

/** `npm run doctor:sandbox [-- --json]`: the doctor of real environments, asked of the sandbox that `npm start` has running. */
async function main(): Promise<number> {
  const text = await readFile(SANDBOX_FILE, 'utf8').catch(() => {
    throw new Error('No sandbox is running: npm start');
  });
  const [, origin] = /^# (\S+)$/m.exec(text) ?? [];
  if (origin === undefined) throw new Error(`${SANDBOX_FILE} names no address: npm start writes it again`);
  rerouteTwilio(origin);
  // the SDK's own variable: it reads the process alone
  process.env.METADATA_SERVER_DETECTION = 'none';
  process.env.FIRESTORE_EMULATOR_HOST = /^FIRESTORE_EMULATOR_HOST='(.*)'$/m.exec(text)?.[1];
  return runDoctor(['--env-file', SANDBOX_FILE, ...commandArguments()], (report) => console.log(report));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
