import type { TaskAttributes } from './identity';

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
] as const;
export type InsightsSource = (typeof INSIGHTS_SOURCES)[number];
export type InsightsValues = Partial<Record<InsightsSource, string | null>>;

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

/** The attribute paths of a mapping that Insights would ignore or that are not ours to write, each with the reason. */
export function mappingIssues(mapping: Readonly<Record<string, string>>): string[] {
  return Object.entries(mapping).flatMap(([path, source]) => {
    if (!OURS.has(path) && !OPT_IN.test(path)) return [`${path}: not an attribute of Flex Insights that may be written`];
    if (!(INSIGHTS_SOURCES as readonly string[]).includes(source)) return [`${path}: there is no value called ${source}`];
    return [];
  });
}

/** The nested attributes a mapping yields. A value that is null or empty is left out: it never wipes what stands there. */
export function attributesFrom(mapping: InsightsMapping, values: InsightsValues): TaskAttributes {
  const attributes: Record<string, Record<string, string>> = {};
  for (const [path, source] of Object.entries(mapping)) {
    const value = values[source];
    const [group, name] = path.split('.');
    if (!value || group === undefined || name === undefined) continue;
    (attributes[group] ??= {})[name] = cut(value);
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
    const standing = merged.get(name);
    merged.set(name, isPlain(value) ? mergeAttributes(isPlain(standing) ? standing : {}, value) : value);
  }
  // fromEntries defines own properties, so that a key called __proto__ stays a key
  return Object.fromEntries(merged);
}

const isPlain = (value: unknown): value is TaskAttributes => typeof value === 'object' && value !== null && !Array.isArray(value);
