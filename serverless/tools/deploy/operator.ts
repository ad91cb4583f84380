import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readEnvFile } from './env-file';
import { planDeployment, type DeployPlan } from './plan';

/** The operator's command line: `--env-file` names the environment, always; nothing is taken from the shell. */
export function readPlan(envFile: string | undefined): DeployPlan {
  if (envFile === undefined) throw new Error('Name the environment: --env-file .env.stage');
  const plan = planDeployment(readEnvFile(path.resolve(envFile)));
  const problems = [...plan.problems, ...plan.localOnly];
  if (problems.length > 0)
    throw new Error([`${envFile} can't be deployed:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  return plan;
}

export const environmentName = ({ environment }: DeployPlan): string => (environment === '' ? 'production' : environment);

/** AC3f…9d1e: enough to know it by. */
export const shortSid = (sid: string): string => `${sid.slice(0, 4)}…${sid.slice(-4)}`;

export async function isConfirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} (y/N) `)).trim());
  } finally {
    terminal.close();
  }
}

/** Runs a command: its failure is one message, without a stack, and exit code 1. */
export function runCommand(main: () => Promise<boolean>): void {
  main().then(
    (isDone) => process.exit(isDone ? 0 : 1),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
