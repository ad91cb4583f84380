import type { ReasonCode } from '../../contract/reason-codes';
import { MAX_REPORTING_VALUE } from '../../limits';
import { indexOf } from './position';

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
    const value = whole.slice(0, MAX_REPORTING_VALUE - suffix.length).replace(/_+$/, '') + suffix;
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
