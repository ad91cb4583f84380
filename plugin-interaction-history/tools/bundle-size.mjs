/** Says how large the built plugin is and fails above the budget: every agent's browser loads it before the first call. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 130;
const bundle = readFileSync(new URL('../build/plugin-interaction-history.js', import.meta.url));
const gzipped = gzipSync(bundle, { level: 9 }).length / 1024;
console.log(
  `plugin-interaction-history.js: ${(bundle.length / 1024).toFixed(0)} KB, ${gzipped.toFixed(1)} KB gzipped (budget ${BUDGET_KB} KB)`,
);
if (gzipped > BUDGET_KB) process.exit(1);
