/** The product's version: Functions, plugin and administration carry the same. `npm version` writes it, here and into every package.json. */
export const VERSION = '0.1.0';

/**
 * What a page and the Functions agree on. It rises when a page of before can't work with the Functions of now, or the other way round;
 * a page says its own, and the Functions refuse one that they no longer, or don't yet, understand (OP-5).
 */
export const CONTRACT = 1;
/** The oldest that the Functions still serve: desks change only when their page is reloaded. */
export const OLDEST_CONTRACT = 1;
