import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pinnedDependencies, type Lock } from './pinned-dependencies';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
const lock = read('package-lock.json') as Lock;

test('OP-5 what is deployed is pinned to the last: every package below the Functions’ own, at the version that was tested', () => {
  const { dependencies } = read('serverless/package.json') as { dependencies: Record<string, string> };
  const direct = Object.fromEntries(Object.entries(dependencies).filter(([name]) => !name.startsWith('@interaction-history/')));
  const pinned = pinnedDependencies(lock, direct);
  expect(pinned).toMatchObject(direct);
  const lacking: string[] = [];
  for (const [name, version] of Object.entries(pinned)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    const places = Object.keys(lock.packages).filter((place) => place.endsWith(`node_modules/${name}`));
    expect(places.map((place) => lock.packages[place]?.version)).toContain(version);
    if (name === '@twilio/runtime-handler') continue;
    const below = places.flatMap((place) => {
      const at = lock.packages[place];
      return at?.version === version ? [Object.keys(at.dependencies ?? {}).filter((each) => !(each in pinned))] : [];
    });
    if (below.every((missing) => missing.length > 0)) lacking.push(`${name} > ${below.join(' ')}`);
  }
  expect(lacking).toEqual([]);
  expect(Object.keys(pinned).length).toBeGreaterThan(100);
});

test('OP-5 of two versions the one at the top is named; what is for other machines, and what Twilio brings, is not', () => {
  const packages: Lock['packages'] = {
    'node_modules/a': { version: '1.0.0', dependencies: { b: '^1', native: '*', twilio: '*' } },
    'node_modules/a/node_modules/b': { version: '1.5.0', dependencies: { c: '*' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0', dependencies: { b: '^2' } },
    'node_modules/native': { version: '1.0.0', os: ['linux'] },
    'node_modules/twilio': { version: '5.0.0' },
  };
  expect(pinnedDependencies({ packages }, { a: '1.0.0' })).toEqual({ a: '1.0.0', b: '2.0.0', c: '3.0.0' });
});
