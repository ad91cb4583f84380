import { execFile } from 'node:child_process';

/** What the commands that we use answer with --json; each has a part of it. */
export interface CliResult {
  username?: string;
  instanceUrl?: string;
  success?: boolean;
  numberComponentsDeployed?: number;
  messages?: Message | Message[];
  files?: { fullName: string; type: string; state: string; error?: string }[];
  failures?: { name: string; message: string }[];
}
interface Message {
  fileName?: string;
  problem: string;
}
interface Answer {
  status: number;
  name?: string;
  message?: string;
  result?: CliResult;
}

const INSTALL = 'npm install --global @salesforce/cli';
/** A deployment's result names every component. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Salesforce's command-line tool, `sf`, which holds the operator's log-in to the org. */
export class SalesforceCli {
  /** @param command how it is started; a rehearsal has another way */
  constructor(
    private readonly targetOrg: string,
    private readonly command: readonly string[] = ['sf'],
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /**
   * @returns what it answers, failures of a deployment's components included
   * @throws Error in words, where the tool is missing or nobody is logged in
   */
  async run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const [program = 'sf', ...before] = this.command;
    const all = [...before, ...args, '--target-org', this.targetOrg, '--json'];
    const answer = await this.answerOf(program, all, cwd, env);
    if (answer.name === 'NamedOrgNotFoundError' || answer.name === 'NoOrgFound' || answer.name === 'AuthInfoCreationError')
      throw new Error(`sf knows no org “${this.targetOrg}”: sf org login web --alias ${this.targetOrg}`);
    return answer;
  }

  private answerOf(
    program: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const environment = { PATH: process.env.PATH, HOME: process.env.HOME, SF_DISABLE_TELEMETRY: 'true', ...this.env, ...env };
    return new Promise((resolve, reject) => {
      execFile(program, args, { cwd, env: environment, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
          return reject(
            new Error(`Salesforce’s command-line tool is missing: ${INSTALL}, then sf org login web --alias ${this.targetOrg}`),
          );
        try {
          resolve(JSON.parse(stdout) as Answer);
        } catch {
          reject(new Error(`sf ${args.slice(0, 3).join(' ')} failed:\n${(stderr || stdout).trim().slice(-1500)}`));
        }
      });
    });
  }
}

/** `Type:FullName` of what was to be retrieved and is not in the org. */
export function missingIn({ messages = [], files = [] }: CliResult): Set<string> {
  const problems = [
    ...(Array.isArray(messages) ? messages : [messages]).map(({ problem }) => problem),
    ...files.map(({ error = '' }) => error),
  ];
  return new Set(
    problems.flatMap((problem) => {
      const [, type, name] = /of type '(\w+)' named '([^']+)' cannot be found/.exec(problem) ?? [];
      return type === undefined || name === undefined ? [] : [`${type}:${name}`];
    }),
  );
}
