/**
 * `flex-plugin build` reads react, react-dom and @twilio/flex-ui from this package's own node_modules and nowhere else, while
 * npm hoists them to the workspace root. Links make both true; npm prunes them on its next install, so every build makes them again.
 */
import { existsSync, lstatSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(here);
const require = createRequire(join(root, 'package.json'));

for (const name of ['react', 'react-dom', '@twilio/flex-ui', '@twilio/flex-plugin-scripts', '@twilio/flex-plugin']) {
  const link = join(here, 'node_modules', name);
  if (existsSync(join(link, 'package.json'))) continue;
  const target = require.resolve
    .paths(name)
    .map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  if (!target) throw new Error(`${name} is not installed: run npm install at the root first`);
  if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), target), link, 'junction');
}
