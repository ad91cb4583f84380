import type { Settings } from '../contract/settings';
import type { InsightsSource } from '../insights/insights';

type Overlay = NonNullable<Settings['insightsMapping']>;

/** One line of the Insights mapping, as an admin sees it (OR-2). */
export interface MappingLine {
  attribute: string;
  /** Null: not written. */
  source: InsightsSource | null;
  /** As deployed; undefined where the deployment does not write this attribute. */
  deployed: InsightsSource | undefined;
  /** Whether a publication says so. */
  isOwn: boolean;
}

/** The deployed lines with the published ones over them, then those that are published alone. */
export function mappingLines(deployed: Overlay = {}, published: Overlay = {}): MappingLine[] {
  return [...new Set([...Object.keys(deployed), ...Object.keys(published)])].map((attribute) => {
    const own = published[attribute];
    const below = deployed[attribute] ?? undefined;
    return { attribute, source: own === undefined ? (below ?? null) : own, deployed: below, isOwn: own !== undefined };
  });
}

/** The published lines with one changed; undefined takes it out. Undefined when none is left: the mapping is as deployed. */
export function withLine(
  published: Overlay = {},
  attribute: string,
  source: InsightsSource | null | undefined,
): Overlay | undefined {
  const { [attribute]: _gone, ...rest } = published;
  const next = source === undefined ? rest : { ...rest, [attribute]: source };
  return Object.keys(next).length === 0 ? undefined : next;
}

/** Both edits of a mapping, where no line was changed by both; null where one was. */
export function mergeMapping(base: Overlay = {}, mine: Overlay = {}, theirs: Overlay = {}): Overlay | undefined | null {
  const merged: Overlay = {};
  for (const attribute of new Set([base, mine, theirs].flatMap((each) => Object.keys(each)))) {
    const [was, own, other] = [base[attribute], mine[attribute], theirs[attribute]];
    if (own !== was && other !== was && own !== other) return null;
    const now = own === was ? other : own;
    if (now !== undefined) merged[attribute] = now;
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}
