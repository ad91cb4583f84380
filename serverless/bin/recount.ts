import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../src/config/config';
import { ConfigError } from '../src/config/config-error';
import { openFirestore } from '../src/vendors/firestore/store';
import { recountAndNote } from '../src/outcomes/recount-month';

/**
 * `npm run recount -w serverless -- 2026-11`: counts a month's outcomes again from the interactions, says where the stored
 * counters differ, and changes none of them: the report tells when that was, and what came of it. Ends with 1 when they do. Reads the environment, and `.env` for what is not set there.
 */
async function main(month: string | undefined): Promise<number> {
  if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    console.error('Name a month: npm run recount -w serverless -- 2026-11');
    return 2;
  }
  const file = path.resolve(__dirname, '../../.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const { entries, differences } = await recountAndNote(await openFirestore(readConfig(process.env).firestore), month);
  for (const { documentId, measure, day, reasonId, queueSid, channel, stored, counted } of differences) {
    console.log(
      `${documentId} ${measure} day ${day} ${reasonId} ${queueSid} ${channel}: stored ${stored}, interactions ${counted}`,
    );
  }
  const verdict = differences.length === 0 ? 'the counters agree' : `${differences.length} counter(s) differ`;
  console.log(`${month}: ${entries} interaction(s), ${verdict}`);
  return differences.length === 0 ? 0 : 1;
}

main(process.argv[2]).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.problems.join('\n') : error);
    process.exitCode = 2;
  },
);
