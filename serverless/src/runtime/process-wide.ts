/**
 * One instance for the whole process. Each Function is bundled by itself, so a module-level variable exists once a bundle; what
 * is worth sharing (who a token belongs to) is kept here, as plain values: a class of one bundle is another's stranger. Keyed by
 * a registered symbol, which all bundles share.
 */
export function processWide<T>(name: string, create: () => T): T {
  const slot = Symbol.for(`interaction-history.${name}`);
  const shared = globalThis as unknown as Record<symbol, T | undefined>;
  return (shared[slot] ??= create());
}
