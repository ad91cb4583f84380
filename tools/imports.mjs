import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * `npm run check`: no circle of files, types included, and no file that imports an endpoint's file: what two endpoints share has a
 * file of its own. TypeScript's own scanner reads the imports, and the whole takes under a second; ESLint's rule for circles
 * resolves and parses each file again.
 */
const CHECKED = [
  'shared/src',
  'serverless/src',
  'serverless/functions',
  'plugin-interaction-history/src',
  'sandbox/src',
  'sandbox/e2e',
  'sandbox/bench',
];
const FUNCTIONS = 'serverless/functions/';

const files = CHECKED.flatMap((root) =>
  readdirSync(root, { recursive: true })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
    .map((file) => path.posix.join(root, file)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const problems = [...circles().map((circle) => `circle of files: ${circle.join(' → ')}`), ...sharedEndpoints()];
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const target = fileName.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), fileName)
      : fileName.startsWith('@interaction-history/')
        ? fileName.replace('@interaction-history/', '')
        : null;
    return target === null ? [] : [`${target}.ts`, `${target}.tsx`].filter((candidate) => existsSync(candidate));
  });
}

/** One circle for each import that closes one, by a walk in depth. */
function circles() {
  const found = [];
  const done = new Set();
  const walk = (file, trail) => {
    const start = trail.indexOf(file);
    if (start !== -1) return found.push([...trail.slice(start), file]);
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) walk(next, [...trail, file]);
    return done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}

/** A file that `functions/` wires is an endpoint's. */
function sharedEndpoints() {
  const wirings = files.filter((file) => file.startsWith(FUNCTIONS));
  const endpoints = new Set(wirings.flatMap((file) => imports.get(file)).filter((file) => file !== 'serverless/src/handle.ts'));
  return files
    .filter((file) => !file.startsWith(FUNCTIONS) && !file.startsWith('sandbox/') && !file.includes('/testing/'))
    .flatMap((file) =>
      imports
        .get(file)
        .filter((target) => endpoints.has(target))
        .map((target) => `${file} imports an endpoint's file: ${target}`),
    );
}
