import type { OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';

/** Ids of reasons an agent is likely to want, likeliest first. */
export interface Usage {
  recent: readonly string[];
  mostUsed: readonly string[];
}
export const NO_USAGE: Usage = { recent: [], mostUsed: [] };

export interface ReasonGroup {
  name: 'recent' | 'mostUsed' | 'rest';
  options: readonly OfferedCode[];
}

/** More than this would push the others out of sight. */
const A_GROUP = 5;

/**
 * What the picker lists, in its groups: recent, most used in this queue, the rest (RC-3). Each reason stands once, and what is
 * offered no more in none. An empty group is left out.
 */
export function groupsOf(found: readonly OfferedCode[], { recent, mostUsed }: Usage): ReasonGroup[] {
  const left = new Map(found.map((option) => [option.code.id, option]));
  const take = (ids: readonly string[]): OfferedCode[] =>
    ids
      .flatMap((id) => left.get(id) ?? [])
      .slice(0, A_GROUP)
      .filter(({ code }) => left.delete(code.id));
  const groups: ReasonGroup[] = [
    { name: 'recent', options: take(recent) },
    { name: 'mostUsed', options: take(mostUsed) },
    { name: 'rest', options: [...left.values()] },
  ];
  return groups.filter(({ options }) => options.length > 0);
}
