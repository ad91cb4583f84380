import type { ReasonCode } from '../../contract/reason-codes';
import { indexOf } from './position';

/** What Flex Insights takes and the contract allows. */
export const REPORTING_VALUE = /^[a-z0-9_.-]{1,64}$/;
const LONGEST = 64;

/**
 * A reporting value for a code: its parent's, then its English label, as one word that no other code has. A label without
 * Latin letters gives `reason`: the value is for reports, not for reading.
 */
export function suggestValue(codes: readonly ReasonCode[], code: Pick<ReasonCode, 'id' | 'parentId' | 'labels'>): string {
  const parent = code.parentId === null ? undefined : indexOf(codes).byId.get(code.parentId);
  const own = asWord(code.labels.en ?? '') || 'reason';
  const whole = parent === undefined ? own : `${parent.reportingValue}_${own}`;
  const taken = new Set(codes.flatMap(({ id, reportingValue }) => (id === code.id ? [] : [reportingValue])));
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `_${n}`;
    const value = whole.slice(0, LONGEST - suffix.length).replace(/_+$/, '') + suffix;
    if (!taken.has(value)) return value;
  }
}

const asWord = (label: string): string =>
  label
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
