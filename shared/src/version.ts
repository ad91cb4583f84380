/** The product's version: Functions, plugin and administration carry the same. `npm version` writes it, here and into every package.json. */
export const VERSION = '0.1.0';
