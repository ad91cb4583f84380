import { reasonCode, type ImportIssue, type ReasonCode } from '../../contract/reason-codes';
import { LABEL_COLUMN } from './export';

export type Finding = Omit<ImportIssue, 'line'>;

const strict = reasonCode.strict();
type Issue = NonNullable<ReturnType<typeof strict.safeParse>['error']>['issues'][number];

/** One entry of a file, held against the contract: the code, or what is wrong with it, field by field. */
export function readShape(candidate: unknown): { code: ReasonCode; findings: [] } | { code: null; findings: Finding[] } {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate))
    return { code: null, findings: [{ problem: 'not-an-object', ...shown(candidate) }] };
  const parsed = strict.safeParse(candidate);
  const findings = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => findingsOf(issue, candidate)),
    ...unreadLocales(candidate),
  ];
  if (!parsed.success || findings.length > 0) return { code: null, findings };
  return { code: parsed.data, findings: [] };
}

function findingsOf(issue: Issue, candidate: object): Finding[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ column: cut(key), problem: 'column-unknown' }));
  const [field, inner] = issue.path.map(String);
  const column = field === 'labels' && inner !== undefined ? LABEL_COLUMN + cut(inner) : (field ?? '');
  const value = valueAt(candidate, issue.path);
  return [{ column, problem: problemOf(issue, field, value), ...shown(value) }];
}

function problemOf(issue: Issue, field: string | undefined, value: unknown): Finding['problem'] {
  if (value === undefined || value === '') return 'required';
  switch (issue.code) {
    case 'invalid_key':
      return 'locale-not-in-use';
    case 'too_small':
      return 'required';
    case 'too_big':
      return 'too-long';
    case 'invalid_type':
      return typeof value === 'number' ? 'no-number' : 'wrong-type';
    case 'invalid_value':
      if (typeof value !== 'string') return 'wrong-type';
      return field === 'channels' ? 'no-such-channel' : 'no-such-service-action';
    default:
      return 'wrong-form';
  }
}

/** A key that the schema passes over in silence: `__proto__` is none of JavaScript's own to it, in a file it is a text like any other. */
function unreadLocales(candidate: object): Finding[] {
  const { labels } = candidate as { labels?: unknown };
  if (typeof labels !== 'object' || labels === null || !Object.hasOwn(labels, '__proto__')) return [];
  return [{ column: `${LABEL_COLUMN}__proto__`, problem: 'locale-not-in-use' }];
}

function valueAt(candidate: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    candidate,
  );
}

const MAX_VALUE = 40;
/** Cut between characters: half of one is no text that an answer could hold. */
export const cut = (text: string): string =>
  text.length <= MAX_VALUE ? text : text.slice(0, MAX_VALUE).replace(/[\ud800-\udbff]$/, '');
const shown = (value: unknown): { value?: string } =>
  typeof value === 'string' || typeof value === 'number' ? { value: cut(String(value)) } : {};
