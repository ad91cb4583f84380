import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvFile } from '../deploy/env-file';
import { planDeployment } from '../deploy/plan';
import { checksOf } from './checks';
import { diagnose } from './doctor';
import { reportJson, reportText } from './report';

/**
 * What `npm run doctor` does with its arguments.
 * @returns the exit code: 1 where something fails
 * @throws Error where it can't look: no file, an unknown argument
 */
export async function runDoctor(args: readonly string[], print: (text: string) => void): Promise<0 | 1> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'env-file': { type: 'string' }, only: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const file = values['env-file'];
  if (file === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const started = performance.now();
  const diagnosis = await diagnose(checksOf(planDeployment(readEnvFile(path.resolve(file))), file), values.only);
  print(values.json ? reportJson(diagnosis, file) : reportText(diagnosis, file, performance.now() - started));
  return diagnosis.counts.fail > 0 ? 1 : 0;
}
