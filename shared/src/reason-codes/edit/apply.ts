import type { ReasonCode } from '../../contract/reason-codes';
import { MAX_CODES, MAX_LABEL, NOT_IN_A_LINE, REPORTING_VALUE } from '../../limits';
import { treeIssues } from '../tree';
import { childrenOf, indexOf, withDescendants, type TreePosition } from './position';
import { suggestValue } from './reporting-value';

/** What an editor does to the tree, one at a time (AD-1). */
export type Edit =
  /** `id` is made by the caller, so that the same edit gives the same tree. */
  | { do: 'add'; id: string; label: string; place: TreePosition }
  /** An empty label takes the translation away; English cannot be empty. */
  | { do: 'label'; id: string; locale: string; label: string }
  | { do: 'reporting-value'; id: string; value: string }
  | { do: 'move'; id: string; place: TreePosition }
  /** Agents choose it no more, nor what is below it; history keeps it (AD-4). */
  | { do: 'retire'; id: string }
  | { do: 'restore'; id: string }
  /** Only what was never published, with all below it. */
  | { do: 'remove'; id: string }
  | { do: 'queues'; id: string; queues: ReasonCode['queues'] }
  | { do: 'channels'; id: string; channels: ReasonCode['channels'] }
  | { do: 'comment-required'; id: string; required: boolean }
  | { do: 'service-action'; id: string; action: ReasonCode['serviceAction'] };

/** Why an edit was not made; the tree is as it was. */
export type Refusal =
  | 'unknown-code'
  | 'id-taken'
  | 'unknown-place'
  | 'below-itself'
  | 'too-deep'
  | 'label-empty'
  | 'label-long'
  | 'value-form'
  | 'value-taken'
  | 'published'
  | 'published-below'
  | 'too-many';
export type Edited = { codes: readonly ReasonCode[]; refused: null } | { codes: readonly ReasonCode[]; refused: Refusal };

/**
 * Makes one edit. Whatever the sequence, a valid tree stays valid: no cycle, no double id or reporting value, no orphan; a
 * published code stays and keeps its reporting value (AD-4). An edit that changes nothing returns the very same list.
 * @param published the ids that were ever published: frozen
 */
export function applyEdit(codes: readonly ReasonCode[], published: ReadonlySet<string>, edit: Edit): Edited {
  const refuse = (refused: Refusal): Edited => ({ codes, refused });
  if (edit.do === 'add') return add(codes, edit, refuse);
  const code = indexOf(codes).byId.get(edit.id);
  if (code === undefined) return refuse('unknown-code');
  const change = (more: Partial<ReasonCode>): Edited => {
    const after = { ...code, ...more };
    return { codes: JSON.stringify(after) === JSON.stringify(code) ? codes : replaced(codes, after), refused: null };
  };
  switch (edit.do) {
    case 'label':
      return relabel(codes, published, code, edit, refuse);
    case 'reporting-value':
      if (edit.value === code.reportingValue) return { codes, refused: null };
      if (published.has(code.id)) return refuse('published');
      if (!REPORTING_VALUE.test(edit.value)) return refuse('value-form');
      if (codes.some(({ reportingValue }) => reportingValue === edit.value)) return refuse('value-taken');
      return change({ reportingValue: edit.value });
    case 'move':
      return move(codes, published, code, edit.place, refuse);
    case 'retire':
      return change({ active: false });
    case 'restore':
      return change({ active: true });
    case 'remove': {
      const gone = withDescendants(codes, code.id);
      if (published.has(code.id)) return refuse('published');
      if (gone.some(({ id }) => published.has(id))) return refuse('published-below');
      const ids = new Set(gone.map(({ id }) => id));
      return { codes: codes.filter(({ id }) => !ids.has(id)), refused: null };
    }
    case 'queues':
      return change({ queues: [...new Set(edit.queues)] });
    case 'channels':
      return change({ channels: [...new Set(edit.channels)] });
    case 'comment-required':
      return change({ commentRequired: edit.required });
    case 'service-action':
      return change({ serviceAction: edit.action });
  }
}

type Refuse = (refusal: Refusal) => Edited;
type Of<D extends Edit['do']> = Extract<Edit, { do: D }>;

function add(codes: readonly ReasonCode[], { id, label, place }: Of<'add'>, refuse: Refuse): Edited {
  const wrong = labelProblem(label, 'en');
  if (wrong !== null) return refuse(wrong);
  if (codes.length >= MAX_CODES) return refuse('too-many');
  if (indexOf(codes).byId.has(id)) return refuse('id-taken');
  if (!exists(codes, place)) return refuse('unknown-place');
  const labels = { en: oneLine(label) };
  const code: ReasonCode = {
    id,
    parentId: place.parentId,
    labels,
    reportingValue: suggestValue(codes, { id, parentId: place.parentId, labels }),
    order: 0,
    active: true,
    queues: [],
    channels: [],
    commentRequired: false,
    serviceAction: null,
  };
  if (isTooDeep([...codes, code])) return refuse('too-deep');
  return { codes: placed([...codes, code], code, place), refused: null };
}

function relabel(
  codes: readonly ReasonCode[],
  published: ReadonlySet<string>,
  code: ReasonCode,
  { locale, label }: Of<'label'>,
  refuse: Refuse,
): Edited {
  const wrong = labelProblem(label, locale);
  if (wrong !== null) return refuse(wrong);
  const text = oneLine(label);
  if (text === (code.labels[locale] ?? '')) return { codes, refused: null };
  const { [locale]: _before, ...others } = code.labels;
  const labels = text === '' ? others : { ...code.labels, [locale]: text };
  return { codes: following(codes, published, code, { ...code, labels }), refused: null };
}

function move(
  codes: readonly ReasonCode[],
  published: ReadonlySet<string>,
  code: ReasonCode,
  place: TreePosition,
  refuse: Refuse,
): Edited {
  if (!exists(codes, place)) return refuse('unknown-place');
  if (withDescendants(codes, code.id).some(({ id }) => id === place.parentId)) return refuse('below-itself');
  const siblings = childrenOf(codes, place.parentId);
  const next = siblings[siblings.indexOf(code) + 1];
  const stays = code.parentId === place.parentId && (place.before === code.id || place.before === (next?.id ?? null));
  if (stays) return { codes, refused: null };
  const moved = { ...code, parentId: place.parentId };
  if (isTooDeep(replaced(codes, moved))) return refuse('too-deep');
  const settled = placed(following(codes, published, code, moved), moved, place);
  return { codes: settled, refused: null };
}

/** A reporting value that nobody has chosen follows label and place until it is published. */
function following(
  codes: readonly ReasonCode[],
  published: ReadonlySet<string>,
  before: ReasonCode,
  after: ReasonCode,
): readonly ReasonCode[] {
  const follows = !published.has(before.id) && before.reportingValue === suggestValue(codes, before);
  const reportingValue = follows ? suggestValue(codes, after) : after.reportingValue;
  return replaced(codes, { ...after, reportingValue });
}

/**
 * Gives a code the order between its new neighbours, so that a move changes one code: what nobody touched is neither told as
 * changed nor a conflict for a colleague. Where the numbers leave no room, that one level is renumbered.
 */
function placed(
  codes: readonly ReasonCode[],
  { id }: Pick<ReasonCode, 'id'>,
  { parentId, before }: TreePosition,
): readonly ReasonCode[] {
  const siblings = childrenOf(codes, parentId).filter((sibling) => sibling.id !== id);
  const found = siblings.findIndex((sibling) => sibling.id === before);
  const at = found < 0 ? siblings.length : found;
  const [low, high] = [siblings[at - 1]?.order, siblings[at]?.order];
  const order = between(low, high);
  const code = indexOf(codes).byId.get(id);
  if (code === undefined) return codes;
  if (order !== null) return replaced(codes, { ...code, order });
  const level = [...siblings.slice(0, at), code, ...siblings.slice(at)];
  const numbers = new Map(level.map((each, index) => [each.id, index]));
  return codes.map((each) => {
    const number = numbers.get(each.id);
    return number === undefined || number === each.order ? each : { ...each, order: number };
  });
}

/** A short number between two; null where they are too close. */
function between(low: number | undefined, high: number | undefined): number | null {
  if (low === undefined) return high === undefined ? 0 : Math.ceil(high) - 1;
  if (high === undefined) return Math.floor(low) + 1;
  const middle = low + (high - low) / 2;
  return high - low > 1e-6 && middle > low && middle < high ? middle : null;
}

const isTooDeep = (codes: readonly ReasonCode[]): boolean => treeIssues(codes).some(({ problem }) => problem === 'too-deep');

function labelProblem(label: string, locale: string): 'label-empty' | 'label-long' | null {
  const text = oneLine(label);
  if (text === '' && locale === 'en') return 'label-empty';
  return text.length > MAX_LABEL ? 'label-long' : null;
}

/** What is pasted into a label may hold line breaks and signs that nobody sees: a label is one line of text. */
const oneLine = (text: string): string => text.replace(SIGNS, ' ').trim();
const SIGNS = new RegExp(`[${NOT_IN_A_LINE}]+`, 'gu');

function exists(codes: readonly ReasonCode[], { parentId, before }: TreePosition): boolean {
  const { byId } = indexOf(codes);
  if (parentId !== null && !byId.has(parentId)) return false;
  return before === null || byId.get(before)?.parentId === parentId;
}

const replaced = (codes: readonly ReasonCode[], code: ReasonCode): readonly ReasonCode[] =>
  codes.map((each) => (each.id === code.id ? code : each));
