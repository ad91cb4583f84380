import type { Firestore } from 'firebase-admin/firestore';
import { deadlineIn } from '../runtime/deadline';
import { storeKinds } from '../testing/stores';
import { collections } from '../vendors/firestore/collections';
import { assertDataFits, DATA_VERSION, readDataVersion } from './data-version';
import type { MigrationPage } from './identity-keys';
import { MIGRATIONS, type Migration } from './migrations';
import { runMigrations } from './run-migrations';

test('OP-5 the version that Functions write is the last migration’s, and versions rise by one', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  expect(MIGRATIONS.at(-1)?.version).toBe(DATA_VERSION);
});

describe.each(storeKinds())('migrations ($name)', ({ open, close }) => {
  let db: Firestore;
  let pages: (MigrationPage & { name: string })[];
  beforeEach(async () => {
    db = await open();
    pages = [];
  });
  afterAll(close);

  /** Three pages of two. @param failing the page that fails, once */
  const threePages = (name: string, failing?: string): { name: string; migrate: Migration } => {
    let fails = failing !== undefined;
    return {
      name,
      migrate: async (_db, page) => {
        pages.push({ ...page, name });
        if (fails && page.cursor === failing) {
          fails = false;
          throw new Error('interrupted');
        }
        const next = { undefined: 'b', b: 'c', c: undefined }[String(page.cursor)];
        return { cursor: next, moved: 1, seen: 2 };
      },
    };
  };
  const run = (migrations: typeof MIGRATIONS, dryRun = false) => runMigrations(db, { dryRun, migrations });

  test('OP-5 every migration that the data lacks runs once, in order, to its last page', async () => {
    const migrations = [
      { version: 1, ...threePages('first') },
      { version: 2, ...threePages('second') },
    ];
    expect(await run(migrations)).toEqual([
      { version: 1, name: 'first', moved: 3, seen: 6 },
      { version: 2, name: 'second', moved: 3, seen: 6 },
    ]);
    expect(pages.map(({ name, cursor }) => `${name} ${cursor ?? 'a'}`)).toEqual([
      'first a',
      'first b',
      'first c',
      'second a',
      'second b',
      'second c',
    ]);
    expect(await readDataVersion(db)).toEqual({ version: 2, cursor: null });
    expect(await run(migrations)).toEqual([]);
  });

  test('OP-5 one that was interrupted goes on where it was', async () => {
    const migrations = [{ version: 1, ...threePages('first', 'c') }];
    await expect(run(migrations)).rejects.toThrow('interrupted');
    expect(await readDataVersion(db)).toEqual({ version: 0, cursor: 'c' });
    pages = [];
    await run(migrations);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['c']);
    expect(await readDataVersion(db)).toEqual({ version: 1, cursor: null });
  });

  test('OP-5 a dry run counts and writes nothing', async () => {
    const migrations = [{ version: 1, ...threePages('first') }];
    expect(await run(migrations, true)).toEqual([{ version: 1, name: 'first', moved: 3, seen: 6 }]);
    expect(pages.every(({ dryRun }) => dryRun)).toBe(true);
    expect(await readDataVersion(db)).toEqual({ version: 0, cursor: null });
  });

  test('OP-5 Functions that were rolled back refuse to write into data of a later version', async () => {
    const asked = (project: string) => assertDataFits(async () => db, project, deadlineIn(5_000));
    await asked('earlier');
    await collections
      .meta(db)
      .doc('data')
      .set({ version: DATA_VERSION + 1, cursor: null });
    await expect(asked('later')).rejects.toMatchObject({
      code: 'version_mismatch',
      message: `The stored data is of version ${DATA_VERSION + 1}, these Functions know ${DATA_VERSION}: deploy the later version again`,
    });
  });
});
