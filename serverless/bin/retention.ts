import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../src/config/config';
import { ConfigError } from '../src/config/config-error';
import { heldSubjects } from '../src/privacy/held-subjects';
import { settleAll } from '../src/privacy/settle-expiry';
import { overlay } from '../src/settings/effective-config';
import { SETTINGS } from '../src/settings/published-settings';
import { EXPIRING } from '../src/config/retention';
import { openFirestore } from '../src/vendors/firestore/store';
import { readCurrent } from '../src/versioned/revisions';

/**
 * `npm run retention -w serverless`: gives what is stored already the time when it expires, by the published settings and without what a
 * legal hold is on (PR-5, PR-6). Repeatable. Firestore deletes by itself, within a day of that time.
 */
async function main(): Promise<void> {
  const file = path.resolve(__dirname, '../../.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const deployed = readConfig(process.env);
  const store = await openFirestore(deployed.firestore);
  const published = await readCurrent(store, SETTINGS);
  const { months } = overlay(deployed, published?.settings ?? {}).retention;
  const held = await heldSubjects(store, deployed.auditKey);
  for (const kind of EXPIRING) {
    const { documents, changed } = await settleAll(store, kind, { months, held });
    const kept = months[kind] === 0 ? 'kept for ever' : `kept for ${months[kind]} month(s)`;
    console.log(`${kind}: ${kept}; ${documents} looked at, ${changed} changed`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.problems.join('\n') : error);
  process.exitCode = 2;
});
