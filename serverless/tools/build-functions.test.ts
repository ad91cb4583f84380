import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { addAssets, buildFunctions, MAX_FUNCTION_BYTES, type BuiltFunction } from './build-functions';

const run = promisify(execFile);
const SERVERLESS = path.resolve(__dirname, '..');

describe('the built Functions', () => {
  let outdir: string;
  let built: BuiltFunction[];
  // inside the workspace: npm packages are found from there
  beforeAll(async () => {
    await mkdir(path.join(SERVERLESS, 'build'), { recursive: true });
    outdir = await mkdtemp(path.join(SERVERLESS, 'build', 'test-'));
    built = await buildFunctions(SERVERLESS, outdir);
  });
  afterAll(() => rm(outdir, { recursive: true, force: true }));

  test('each is loaded by plain Node and has a handler', async () => {
    const script = `for (const file of process.argv.slice(1)) if (typeof require(file).handler !== 'function') throw new Error(file)`;
    await run(process.execPath, ['-e', script, ...built.map(({ file }) => file)]);
  });

  test('whatever they load later is found by plain Node, too: by require or by import, as the built code asks for it', async () => {
    const asked = new Set<string>();
    for (const { file } of built)
      for (const [call] of (await readFile(file, 'utf8')).matchAll(/\b(?:require|import)\("[^"]+"\)/g)) asked.add(call);
    expect([...asked]).toContain('import("jsforce/lib/core.js")');
    const program = path.join(outdir, 'load-all.cjs');
    await writeFile(program, `(async () => {\n${[...asked].map((call) => `  await ${call};`).join('\n')}\n})();\n`);
    await run(process.execPath, [program]);
  });

  test('nothing that is set later shortens a wait: only a build that is given times has other ones than production', async () => {
    const code = async (functions: BuiltFunction[]): Promise<string> =>
      readFile(functions.find(({ route }) => route === '/reason-codes/current')?.file ?? '', 'utf8');
    const short = await buildFunctions(SERVERLESS, path.join(outdir, 'short'), { timings: { publishedFresh: 1234 } });
    expect(await code(short)).toContain('publishedFresh:1234');
    expect(await code(built)).not.toMatch(/TEST_TIMINGS|publishedFresh:(?!15e3)/);
  });

  test('none has more own code than is allowed', () => {
    expect(built.filter(({ bytes }) => bytes > MAX_FUNCTION_BYTES).map(({ route, bytes }) => `${route}: ${bytes}`)).toEqual([]);
  });
});

describe('the assets of the Functions', () => {
  let root: string;
  const built = (name = 'administration.js'): string => path.join(root, 'plugin-interaction-history', 'build', name);
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'assets-'));
    await mkdir(path.dirname(built()), { recursive: true });
    await mkdir(path.join(root, 'serverless', 'build', 'assets'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  test('AD-1 SV-1 what the plugin loads on demand is deployed with the Functions', async () => {
    await writeFile(built(), 'the bundle');
    await writeFile(built('services.js'), 'another');
    const assets = await addAssets(path.join(root, 'serverless'));
    expect(assets).toMatchObject([
      { route: '/administration.js', bytes: 10 },
      { route: '/services.js', bytes: 7 },
      { route: '/version.json' },
    ]);
    expect(await readFile(assets[0]?.file ?? '', 'utf8')).toBe('the bundle');
  });

  test('AD-1 a build without it stops and says what to run', async () => {
    await expect(addAssets(path.join(root, 'serverless'))).rejects.toThrow(
      'run `npm run build -w plugin-interaction-history` first',
    );
  });
});
