import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Reads an environment's file exactly as twilio-run does: by the copy of dotenv that twilio-run brings. Node's own parser takes
 * `KEY=JP # Japan` for "JP"; this one, and so Twilio, for "JP # Japan". Nothing comes from the shell.
 * @param file as the operator named it with --env-file
 * @returns every variable that is not empty
 * @throws Error in words, when there is no such file
 */
export function readEnvFile(file: string): Record<string, string> {
  if (!existsSync(file)) throw new Error(`There is no ${file}: copy .env.example to it and fill it in`);
  const { parse } = createRequire(require.resolve('twilio-run/package.json'))('dotenv') as {
    parse: (text: string) => Record<string, string>;
  };
  return Object.fromEntries(Object.entries(parse(readFileSync(file, 'utf8'))).filter(([, value]) => value !== ''));
}
