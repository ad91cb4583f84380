import { runAll } from './run.mjs';

/** `npm run check`: types, lint, format and the unit tests that need no server. Under a minute. */
const first = await runAll([
  ['types', 'npx tsc -b'],
  ['imports', 'node tools/imports.mjs'],
  ['locales', 'node plugin-interaction-history/tools/locales.mjs --check'],
  ['format', 'npx prettier --check --cache --cache-location .cache/prettier --log-level warn .'],
]);
const second = await runAll([
  ['lint', 'npx eslint --cache --cache-location .cache/eslint --max-warnings 0 .'],
  ['unit', 'npx jest --maxWorkers=2 --selectProjects shared plugin --json --outputFile .cache/jest-unit.json'],
]);
process.exit([...first, ...second].every(({ code }) => code === 0) ? 0 : 1);
