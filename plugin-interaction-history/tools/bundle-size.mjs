/** Says how large the bundles are and fails above a budget. Every agent's browser loads the first before the first call, an editor's the second, who opens Services the third. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { LATE_PAGES } from './late-pages.mjs';

const BUDGETS_KB = {
  'plugin-interaction-history.js': 130,
  'administration.js': 200,
  'services.js': 110,
  ...Object.fromEntries(LATE_PAGES.map((page) => [`administration-${page}.js`, 30])),
};
let isOver = false;
for (const [file, budget] of Object.entries(BUDGETS_KB)) {
  const bundle = readFileSync(new URL(`../build/${file}`, import.meta.url));
  const gzipped = gzipSync(bundle, { level: 9 }).length / 1024;
  isOver ||= gzipped > budget;
  console.log(`${file}: ${(bundle.length / 1024).toFixed(0)} KB, ${gzipped.toFixed(1)} KB gzipped (budget ${budget} KB)`);
}
if (isOver) process.exit(1);
