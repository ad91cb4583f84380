/** Builds the bundles that are loaded on demand: `administration.js` (docs/decisions/0012) and `services.js`. Runs after the plugin's toolchain, which empties `build/`. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

await build({
  entryPoints: { administration: here('src/administration/index.ts'), services: here('src/features/services/open/index.ts') },
  outdir: here('build'),
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
  plugins: [pageGlobals],
  legalComments: 'none',
  logLevel: 'warning',
  metafile: process.argv.includes('--analyse'),
}).then(async ({ metafile }) => {
  if (metafile) console.log(await (await import('esbuild')).analyzeMetafile(metafile));
});
