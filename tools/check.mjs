import { runAll } from './run.mjs';

/** `npm run check`: types, lint, format, dead code and the unit tests that need no server. Under a minute. */
const first = await runAll([
  ['types', 'npm run typecheck --silent'],
  ['imports', 'node tools/imports.mjs'],
  ['plugin', 'tsx serverless/bin/check-plugin.ts'],
  ['locales', 'node plugin-interaction-history/tools/locales.mjs --check'],
  ['format', 'npm run format:check --silent'],
]);
const second = await runAll([
  ['lint', 'npm run lint --silent'],
  ['dead code', 'npm run knip --silent'],
  ['unit', 'npm run test:unit --silent -- --json --outputFile .cache/jest-unit.json'],
]);
process.exit([...first, ...second].every(({ code }) => code === 0) ? 0 : 1);
