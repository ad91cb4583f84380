import type { TaskAttributes } from '../caller/task-attributes';

/**
 * What reaches Flex Insights, declared (OR-2): attribute path → where its value comes from. Insights ignores a name it does
 * not know in silence, so names are checked against the ones it documents and the ones this product may own.
 */
export type InsightsMapping = Record<string, InsightsSource>;

export const INSIGHTS_SOURCES = [
  'reason.reportingValue',
  'reason.topLevel',
  'comment',
  'case.number',
  'customer.name',
  'customer.phone',
  'customer.email',
  'customer.id',
  'customer.accountNumber',
  'customer.url',
  'customer.company',
  'interaction.durationSeconds',
] as const;
export type InsightsSource = (typeof INSIGHTS_SOURCES)[number];
export type InsightsValues = Partial<Record<InsightsSource, string | number | null>>;
/** Measures are sums and averages: they take numbers, everything else takes text. */
const NUMBERS: ReadonlySet<string> = new Set<InsightsSource>(['interaction.durationSeconds']);
const MEASURE = /\.conversation_measure_\d+$/;

/** Values are cut here by Insights itself; cut by us, they end at a whole character (RC-7). */
export const INSIGHTS_VALUE_LIMIT = 128;

/** Twilio's own names in `conversations.*` and the like that we write to (twilio.com/docs/flex/developer/insights/enhance-integration). */
const OURS = new Set([
  'conversations.outcome',
  'conversations.content',
  'conversations.initiative',
  'conversations.case',
  'customers.name',
  'customers.phone',
  'customers.email',
  'customers.external_id',
  'customers.customer_link',
  'customers.organization',
  'customers.category',
]);
/** Free slots that an admin may opt in to; attribute_5 is said to be filled by Twilio, so it must be named on purpose. */
const OPT_IN = /^conversations\.(conversation_(attribute|label|measure)_([1-9]|10))$/;

/** Every attribute that a mapping may name, for whoever picks one: ours first, then the free slots. */
export const INSIGHTS_ATTRIBUTES: readonly string[] = [
  ...OURS,
  ...['label', 'attribute', 'measure'].flatMap((kind) =>
    Array.from({ length: 10 }, (_, n) => `conversations.conversation_${kind}_${n + 1}`),
  ),
];

export const CUSTOMER_MAPPING: InsightsMapping = {
  'customers.external_id': 'customer.id',
  'customers.name': 'customer.name',
  'customers.phone': 'customer.phone',
  'customers.email': 'customer.email',
  'customers.organization': 'customer.company',
  'customers.customer_link': 'customer.url',
};
export const OUTCOME_MAPPING: InsightsMapping = {
  'conversations.outcome': 'reason.reportingValue',
  'conversations.initiative': 'reason.topLevel',
  'conversations.content': 'comment',
  'conversations.case': 'case.number',
};
/** What is written unless INSIGHTS_MAPPING says otherwise. */
export const DEFAULT_MAPPING: InsightsMapping = { ...CUSTOMER_MAPPING, ...OUTCOME_MAPPING };
/** Where comments may hold what is known of somebody's health: they leave the history only where somebody has chosen that. */
export const HEALTH_DATA_MAPPING: InsightsMapping = Object.fromEntries(
  Object.entries(DEFAULT_MAPPING).filter(([, source]) => source !== 'comment'),
);

/**
 * The deployment's mapping: its own lines over the defaults. A source of null switches an attribute off.
 * @param text JSON object, attribute path → source or null; undefined for the defaults alone
 * @param defaults what is written where the text doesn't say otherwise
 * @returns the mapping, and what is wrong with it, one clear line each
 */
export function mappingFrom(
  text: string | undefined,
  defaults: InsightsMapping = DEFAULT_MAPPING,
): { mapping: InsightsMapping; issues: string[] } {
  if (text === undefined) return { mapping: defaults, issues: [] };
  const own = parseObject(text);
  if (own === null) {
    return {
      mapping: defaults,
      issues: ['is no JSON object such as {"conversations.conversation_label_3":"case.number"}'],
    };
  }
  const issues = mappingIssues(own).map(({ attribute, code }) => `${attribute}: ${MAPPING_ISSUES[code]}`);
  const lines = Object.entries({ ...defaults, ...own }).filter(([, source]) => source !== null);
  return { mapping: issues.length === 0 ? (Object.fromEntries(lines) as InsightsMapping) : defaults, issues };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isPlain(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** A line of a mapping that Insights would ignore or that isn't ours to write. */
export interface MappingIssue {
  attribute: string;
  code: 'not_an_insights_attribute' | 'unknown_insights_value' | 'measure_mismatch';
}
/** For who sets INSIGHTS_MAPPING; the browser has words of its own. */
const MAPPING_ISSUES: Record<MappingIssue['code'], string> = {
  not_an_insights_attribute: 'not an attribute of Flex Insights that may be written',
  unknown_insights_value: `there is no such value; use one of ${INSIGHTS_SOURCES.join(', ')}, or null for none`,
  measure_mismatch: 'a measure takes a number, and nothing else does',
};

/** What is wrong with a mapping, line by line. */
export function mappingIssues(mapping: Readonly<Record<string, unknown>>): MappingIssue[] {
  return Object.entries(mapping).flatMap(([attribute, source]): MappingIssue[] => {
    if (!OURS.has(attribute) && !OPT_IN.test(attribute)) return [{ attribute, code: 'not_an_insights_attribute' }];
    if (source === null) return [];
    if (typeof source !== 'string' || !(INSIGHTS_SOURCES as readonly string[]).includes(source))
      return [{ attribute, code: 'unknown_insights_value' }];
    return MEASURE.test(attribute) === NUMBERS.has(source) ? [] : [{ attribute, code: 'measure_mismatch' }];
  });
}

/** The nested attributes a mapping yields. A value that is null or empty is left out: it never wipes what stands there. */
export function attributesFrom(mapping: InsightsMapping, values: InsightsValues): TaskAttributes {
  const attributes: Record<string, Record<string, string | number>> = {};
  for (const [path, source] of Object.entries(mapping)) {
    const value = values[source];
    const [group, name] = path.split('.');
    if (value === undefined || value === null || value === '' || group === undefined || name === undefined) continue;
    (attributes[group] ??= {})[name] = typeof value === 'number' ? value : cut(value);
  }
  return attributes;
}

/** At most 128 UTF-16 units, ending at a whole grapheme: no half emoji, no letter without its accent. */
export function cut(value: string, limit: number = INSIGHTS_VALUE_LIMIT): string {
  if (value.length <= limit) return value;
  let end = 0;
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (end + segment.length > limit) break;
    end += segment.length;
  }
  return value.slice(0, end);
}

/**
 * Merges a patch into a task's attributes (OR-1): plain objects level by level, anything else replaced. Nothing the patch
 * does not name is changed, whoever owns it. Returns a new object; arguments are not changed.
 */
export function mergeAttributes(current: TaskAttributes, patch: TaskAttributes): TaskAttributes {
  const merged = new Map(Object.entries(current));
  for (const [name, value] of Object.entries(patch)) {
    const existing = merged.get(name);
    merged.set(name, isPlain(value) ? mergeAttributes(isPlain(existing) ? existing : {}, value) : value);
  }
  // fromEntries defines own properties, so that a key called __proto__ stays a key
  return Object.fromEntries(merged);
}

/**
 * The attributes without the paths named (`customers.name`): exactly those go, and a group that they leave empty with them.
 * Returns a new object; anything else, whoever owns it, stays as it is.
 */
export function withoutAttributes(current: TaskAttributes, paths: readonly string[]): TaskAttributes {
  const groups = new Map<string, Set<string>>();
  for (const path of paths) {
    const [group = '', name = ''] = path.split('.');
    groups.set(group, (groups.get(group) ?? new Set()).add(name));
  }
  const kept = Object.entries(current).flatMap(([name, value]): [string, unknown][] => {
    const gone = groups.get(name);
    if (gone === undefined || !isPlain(value)) return [[name, value]];
    const rest = Object.entries(value).filter(([inner]) => !gone.has(inner));
    if (rest.length === Object.keys(value).length) return [[name, value]];
    return rest.length === 0 ? [] : [[name, Object.fromEntries(rest)]];
  });
  return Object.fromEntries(kept);
}

const isPlain = (value: unknown): value is TaskAttributes => typeof value === 'object' && value !== null && !Array.isArray(value);
