import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig } from '../src/config/config';
import { ConfigError } from '../src/config/config-error';

/** `npm run check-config -w serverless`: says what is missing or malformed in .env, before anything starts or is deployed. */
function main(): void {
  const file = path.resolve(__dirname, '../../.env');
  if (!existsSync(file)) {
    console.error('There is no .env: copy .env.example and fill it in.');
    process.exit(1);
  }
  try {
    readConfig({ ...process.env, ...parseEnv(readFileSync(file, 'utf8')) });
    console.log('The configuration is complete.');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) console.error(problem);
    process.exit(1);
  }
}

main();
