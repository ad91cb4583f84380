import { ApiError, malformedQuery } from './api-error';
import type { FieldValue } from './records';
import { isFilterable, type FieldSchema } from './field';

/** What deterministic encryption leaves to filter by (Salesforce help, "Considerations for Using Deterministic Encryption"). */
const EQUALITIES = ['=', '!=', '<>', 'IN', 'NOT IN'];
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text of a SOQL string literal with its quotes and escapes. In LIKE, `\%` and `\_` stay escaped. */
export function unquoted(literal: string, like = false): string {
  const inner = /^'(.*)'$/s.exec(literal)?.[1];
  if (inner === undefined) throw malformedQuery(`a quoted string was expected, found ${literal}`);
  return inner.replace(/\\(.)/gs, (whole, sign: string) => {
    if (like && (sign === '%' || sign === '_' || sign === '\\')) return whole;
    return ESCAPES[sign] ?? sign;
  });
}

/** LIKE ignores case, `%` is any run and `_` any one character (SOQL reference, "Comparison operators"). */
export function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/\\([%_\\])|[%_]|[.*+?^${}()|[\]\\/]/gs, (sign, escaped?: string) => {
    if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
    return sign === '%' ? '.*' : sign === '_' ? '.' : '\\' + sign;
  });
  return new RegExp(`^${source}$`, 'isu');
}

export function compareValues(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { sensitivity: 'base' });
}

/**
 * Compiles `field operator literal`.
 * @throws ApiError where Salesforce would refuse the comparison, or where it is not implemented here
 */
export function matchesLiteral(
  known: FieldSchema,
  operator: string,
  value: unknown,
  literalType: unknown,
): (stored: FieldValue) => boolean {
  if (!isFilterable(known)) throw new ApiError(400, 'INVALID_FIELD', `field '${known.name}' can not be filtered in a query call`);
  if (known.encrypted !== undefined && !EQUALITIES.includes(operator))
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on encrypted field '${known.name}'`);
  if (operator === 'IN' || operator === 'NOT IN') {
    if (!Array.isArray(value)) throw malformedQuery('IN takes a list');
    const types = Array.isArray(literalType) ? literalType : value.map(() => literalType);
    const tests = value.map((one, at) => matchesLiteral(known, '=', one, types[at]));
    return (stored) => tests.some((test) => test(stored)) === (operator === 'IN');
  }
  if (operator === 'LIKE') {
    if (['id', 'reference', 'datetime', 'date', 'boolean', 'double', 'currency'].includes(known.type)) {
      throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${known.type} field`);
    }
    const pattern = likePattern(unquoted(String(value), true));
    return (stored) => stored !== null && pattern.test(String(stored));
  }
  const wanted = literal(known, value, String(literalType));
  const compared = (stored: FieldValue): number => compareAs(known, stored, wanted);
  switch (operator) {
    case '=':
      return (stored) => (wanted === null ? stored === null : stored !== null && compared(stored) === 0);
    case '!=':
    case '<>':
      return (stored) => (wanted === null ? stored !== null : stored === null || compared(stored) !== 0);
    case '<':
      return (stored) => stored !== null && compared(stored) < 0;
    case '<=':
      return (stored) => stored !== null && compared(stored) <= 0;
    case '>':
      return (stored) => stored !== null && compared(stored) > 0;
    case '>=':
      return (stored) => stored !== null && compared(stored) >= 0;
    default:
      throw malformedQuery(`operator ${operator} is not known here`);
  }
}

function literal(known: FieldSchema, value: unknown, type: string): FieldValue {
  if (type === 'NULL') return null;
  const mismatch = new ApiError(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${known.name}' must be of type ${known.type} and should not be enclosed in quotes`,
  );
  if (type === 'STRING') {
    if (['datetime', 'date', 'boolean', 'double', 'currency'].includes(known.type)) throw mismatch;
    return unquoted(String(value));
  }
  if (type === 'BOOLEAN' && known.type === 'boolean') return String(value).toUpperCase() === 'TRUE';
  if ((type === 'INTEGER' || type === 'DECIMAL') && (known.type === 'double' || known.type === 'currency')) return Number(value);
  if ((type === 'DATETIME' && known.type === 'datetime') || (type === 'DATE' && known.type === 'date')) return String(value);
  throw mismatch;
}

function compareAs(known: FieldSchema, stored: FieldValue, wanted: FieldValue): number {
  if (known.type === 'datetime') return Date.parse(String(stored).replace(/\+0000$/, 'Z')) - Date.parse(String(wanted));
  if (known.type === 'id' || known.type === 'reference')
    return String(stored).slice(0, 15) === String(wanted).slice(0, 15) ? 0 : 1;
  if (typeof stored === 'boolean') return stored === wanted ? 0 : 1;
  return compareValues(stored, wanted);
}
