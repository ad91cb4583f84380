/** Builds the bundles that are loaded on demand: `administration.js` (docs/decisions/0012) and `services.js`. Runs after the plugin's toolchain, which empties `build/`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { LATE_PAGES } from './late-pages.mjs';

const root = new URL('..', import.meta.url);
const require = createRequire(root);
const here = (path) => fileURLToPath(new URL(path, root));

/** The page owns the only copy of each, under the names that the plugin's toolchain uses too. */
const GLOBALS = { react: 'React', 'react-dom': 'ReactDOM' };
const pageGlobals = {
  name: 'page-globals',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(react|react-dom)$/ }, ({ path }) => ({ path, namespace: 'page-global' }));
    onLoad({ filter: /.*/, namespace: 'page-global' }, ({ path }) => ({
      contents: `module.exports = globalThis.${GLOBALS[path]}`,
      loader: 'js',
    }));
  },
};

// no theme is drawn from here: Flex's own comes with the props
const unusedOfPaste = require('./tools/paste-aliases.js');

/** What a late page takes from the bundle that is there already: the names are the registry's. */
const registry = readFileSync(here('src/administration/shell/late-pages.ts'), 'utf8');
const OFFERED = new Set([...registry.matchAll(/^ {2}'([^']+)': \w+,$/gm)].map(([, name]) => name));
const offered = {
  name: 'offered-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(@twilio-paste|\.)/ }, ({ path: asked, resolveDir }) => {
      const own = path.relative(here('src'), path.resolve(resolveDir, asked)).replaceAll(path.sep, '/');
      const name = asked.startsWith('.') ? own : asked;
      return OFFERED.has(name) ? { path: name, namespace: 'offered' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'offered' }, ({ path: name }) => ({
      contents: `module.exports = globalThis.InteractionHistoryPages.modules[${JSON.stringify(name)}]`,
      loader: 'js',
    }));
  },
};

const bundled = {
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  // what the browsers of this package's browserslist all have
  target: 'es2019',
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: unusedOfPaste,
  legalComments: 'none',
  logLevel: 'warning',
};
await build({
  ...bundled,
  entryPoints: { administration: here('src/administration/index.ts'), services: here('src/features/services/open/index.ts') },
  outdir: here('build'),
  plugins: [pageGlobals],
  metafile: process.argv.includes('--analyse'),
}).then(async ({ metafile }) => {
  if (metafile) console.log(await (await import('esbuild')).analyzeMetafile(metafile));
});
await build({
  ...bundled,
  entryPoints: Object.fromEntries(
    LATE_PAGES.map((page) => [`administration-${page}`, here(`src/administration/${page}/index.ts`)]),
  ),
  outdir: here('build'),
  plugins: [pageGlobals, offered],
});
