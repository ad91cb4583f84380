import { spawn } from 'node:child_process';

/** How a vendor's tool is started where the vendor is not the real one: Node's arguments and environment. */
export interface Rehearsal {
  nodeArguments: readonly string[];
  env: Record<string, string>;
}

/**
 * Runs a vendor's tool to its end. Nothing of the shell reaches it but where programs and the home folder are, so that an
 * account of the operator's own shell is never the one that is deployed to.
 * @param name of the tool, for the error
 * @throws Error with the tool's own last words
 */
export function runTool(
  name: string,
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
      // a tool that asks a question gets no answer and says so
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${name} failed:\n${output.trim().slice(-1500)}`)),
    );
  });
}
