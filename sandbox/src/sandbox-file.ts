import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The running sandbox as an environment's file; its first line is the address of the stand-in for Twilio. */
export const SANDBOX_FILE = path.resolve(__dirname, '../../.cache/sandbox.env');

/** @returns removes it again */
export async function writeSandboxFile(origin: string, env: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
  await mkdir(path.dirname(SANDBOX_FILE), { recursive: true });
  const lines = Object.entries(env).map(([name, value]) => `${name}='${value}'\n`);
  await writeFile(SANDBOX_FILE, `# ${origin}\n${lines.join('')}`, { mode: 0o600 });
  return () => rm(SANDBOX_FILE, { force: true });
}
