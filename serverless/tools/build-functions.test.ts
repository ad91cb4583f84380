import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addAssets } from './build-functions';

describe('the assets of the Functions', () => {
  let root: string;
  const built = (): string => path.join(root, 'plugin-interaction-history', 'build', 'administration.js');
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'assets-'));
    await mkdir(path.dirname(built()), { recursive: true });
    await mkdir(path.join(root, 'serverless', 'build', 'assets'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test('AD-1 the administration’s bundle is deployed with the Functions', async () => {
    await writeFile(built(), 'the bundle');
    const assets = await addAssets(path.join(root, 'serverless'));
    expect(assets).toMatchObject([{ route: '/administration.js', bytes: 10 }]);
    expect(await readFile(assets[0]?.file ?? '', 'utf8')).toBe('the bundle');
  });

  test('AD-1 a build without it stops and says what to run', async () => {
    await expect(addAssets(path.join(root, 'serverless'))).rejects.toThrow(
      'run `npm run build -w plugin-interaction-history` first',
    );
  });
});
