import type { Interaction } from '@interaction-history/shared/src/contract/interactions';

/** The reason as it was, in the agent's locale, its language, English, or whatever there is (AD-4). */
export function pathOf({ reason }: Pick<Interaction, 'reason'>, locale: string): string {
  const { path } = reason;
  const labels = path[locale] ?? path[locale.split('-')[0] ?? locale] ?? path.en ?? Object.values(path)[0] ?? [reason.id];
  return labels.join(' › ');
}
