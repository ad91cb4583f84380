import type { Interaction } from '@interaction-history/shared/src/contract/interactions';

/** The reason as it was, in the agent's locale, its language, English, or whatever there is (AD-4). */
export function pathOf({ id, path }: Pick<Interaction['reason'], 'id' | 'path'>, locale: string): string {
  const labels = path[locale] ?? path[locale.split('-')[0] ?? locale] ?? path.en ?? Object.values(path)[0] ?? [id];
  return labels.join(' › ');
}
