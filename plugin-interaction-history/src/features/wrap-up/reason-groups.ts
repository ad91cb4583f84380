import { bestMatches, type OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';

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
 * offered no more in none. An empty group is left out. What was typed goes before habit: a recent reason that it matches less well
 * than another comes among the rest.
 */
export function groupsOf(found: readonly OfferedCode[], { recent, mostUsed }: Usage, query = ''): ReasonGroup[] {
  const left = new Map(found.map((option) => [option.code.id, option]));
  const best = new Set(bestMatches(found, query));
  const take = (ids: readonly string[]): OfferedCode[] =>
    ids
      .flatMap((id) => left.get(id) ?? [])
      .filter((option) => best.has(option))
      .slice(0, A_GROUP)
      .filter(({ code }) => left.delete(code.id));
  const groups: ReasonGroup[] = [
    { name: 'recent', options: take(recent) },
    { name: 'mostUsed', options: take(mostUsed) },
    { name: 'rest', options: [...left.values()] },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** The reasons recorded last that are offered here, at most three: each is one key away. A label that begins with a digit keeps its digit. */
export function recentOf(offered: readonly OfferedCode[], { recent }: Usage): OfferedCode[] {
  if (offered.some(({ path }) => path.some((label) => /^[1-3]/.test(label)))) return [];
  return recent.flatMap((id) => offered.find(({ code }) => code.id === id) ?? []).slice(0, 3);
}
