import type { Firestore } from 'firebase-admin/firestore';
import { collections } from '../vendors/firestore/collections';
import { readDataVersion } from './data-version';
import { MIGRATIONS } from './migrations';

const PAGE = 300;

/** What one migration did, or would do. */
export interface Migrated {
  version: number;
  name: string;
  moved: number;
  seen: number;
}

/**
 * Brings the stored data to this version: each migration that it lacks, page by page. Where it was interrupted it goes on; run a second
 * time it has nothing to do. Two at once are harmless, because a page that is moved is left alone.
 * @param options.dryRun counts what would be moved and writes nothing
 * @param options.say is told after each page
 */
export async function runMigrations(
  db: Firestore,
  options: { dryRun: boolean; say?: (progress: Migrated) => void; migrations?: typeof MIGRATIONS },
): Promise<Migrated[]> {
  const { dryRun, say = () => undefined, migrations = MIGRATIONS } = options;
  const now = await readDataVersion(db);
  const done: Migrated[] = [];
  for (const { version, name, migrate } of migrations.filter((one) => one.version > now.version)) {
    const total: Migrated = { version, name, moved: 0, seen: 0 };
    // only the first that is lacking can have been interrupted
    let cursor = done.length === 0 ? (now.cursor ?? undefined) : undefined;
    do {
      const page = await migrate(db, { cursor, dryRun, limit: PAGE });
      cursor = page.cursor;
      total.moved += page.moved;
      total.seen += page.seen;
      if (!dryRun)
        await collections
          .meta(db)
          .doc('data')
          .set({ version: cursor === undefined ? version : version - 1, cursor: cursor ?? null });
      say(total);
    } while (cursor !== undefined);
    done.push(total);
  }
  return done;
}
