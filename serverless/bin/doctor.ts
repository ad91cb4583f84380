import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvFile } from '../tools/deploy/env-file';
import { planDeployment } from '../tools/deploy/plan';
import { checksOf } from '../tools/doctor/checks';
import { diagnose } from '../tools/doctor/doctor';
import { reportJson, reportText } from '../tools/doctor/report';

/**
 * `npm run doctor -- --env-file .env.stage [--only twilio,salesforce] [--json]`: says what is wrong with an environment, and how to
 * mend it (OP-2). Reads only, but for one document of its own in Firestore. Exits with 1 where something fails, with 2 where it
 * could not look.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { 'env-file': { type: 'string' }, only: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const file = values['env-file'];
  if (file === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const started = performance.now();
  const diagnosis = await diagnose(checksOf(planDeployment(readEnvFile(path.resolve(file))), file), values.only);
  console.log(values.json ? reportJson(diagnosis, file) : reportText(diagnosis, file, performance.now() - started));
  return diagnosis.counts.fail > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
