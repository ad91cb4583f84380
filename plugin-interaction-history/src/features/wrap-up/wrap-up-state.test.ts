import { ApiError } from '../../api/api-error';
import type { Keeping } from './draft';
import { initialWrapUp, reduce, stateLine, type Refusal, type WrapUpEvent, type WrapUpState } from './wrap-up-state';

const DRAFT = { reasonId: 'billing_refund', comment: 'agreed' };
const STORED = { reasonId: 'billing_refund', comment: 'as stored' };
const error = new ApiError({ code: 'network', message: 'down', retryable: true });
const after = (...events: WrapUpEvent[]): WrapUpState => events.reduce(reduce, initialWrapUp(DRAFT));
const refused = (refusal: Refusal): WrapUpEvent => ({ type: 'refused', refusal });
const edited = (change: Partial<typeof DRAFT> | { reasonId: null }): WrapUpEvent => ({ type: 'edited', change });
const recorded: WrapUpEvent = { type: 'recorded', stored: STORED, at: 5 };
const sent: WrapUpEvent = { type: 'sent', stored: STORED, at: 6 };
const failed: WrapUpEvent = { type: 'failed', error };
const waiting: WrapUpEvent = { type: 'put-off', to: 'outbox' };

describe('RC-4 the state line says what the server has', () => {
  test.each<[string, WrapUpState, Keeping | undefined, string]>([
    ['nothing typed', initialWrapUp(null), undefined, 'idle'],
    ['typed', after(), 'keeping', 'keeping'],
    ['typed, and the server has it', after(), 'kept', 'kept'],
    ['typed, and the server did not take it', after(), 'not-kept', 'not-kept'],
    ['typed, and nobody has said where it is', after(), undefined, 'not-kept'],
    ['on its way', after({ type: 'sending' }), 'kept', 'recording'],
    ['failed', after({ type: 'sending' }, failed), 'kept', 'kept'],
    ['in the outbox', after(waiting), undefined, 'waiting'],
    ['stored', after(recorded), undefined, 'recorded'],
  ])('RC-4 %s (%#)', (_name, state, keeping, kind) => {
    expect(stateLine(state, keeping).kind).toBe(kind);
  });
});

describe('RC-1 a refusal stands until its cause is gone', () => {
  test.each<[Refusal, WrapUpEvent, boolean]>([
    ['reason', edited({ comment: 'more' }), false],
    ['reason', edited({ reasonId: null }), true],
    ['reason-gone', edited({ comment: 'more' }), true],
    ['reason-gone', edited({ reasonId: 'billing_invoice' }), false],
    ['comment', edited({ comment: ' ' }), true],
    ['comment', edited({ comment: 'there' }), false],
    ['codes', edited({ comment: 'more' }), true],
    ['failed', edited({ comment: 'more' }), false],
  ])('RC-1 %s, then %j: it stands, %s', (cause, change, stands) => {
    expect(after(refused(cause), change).refusal !== null).toBe(stands);
  });

  test('RC-5 a failed attempt that is tried again shows neither failure nor refusal meanwhile', () => {
    expect(after(failed, refused('failed'), { type: 'sending' })).toMatchObject({
      refusal: null,
      recording: { phase: 'sending' },
    });
  });

  test('RC-1 once there are codes, what is missing is the reason', () => {
    expect(after(refused('codes'), { type: 'codes-loaded' }).refusal).toBe('reason');
    expect(after(refused('comment'), { type: 'codes-loaded' }).refusal).toBe('comment');
  });
});

describe('IH-3 what is stored closes the form', () => {
  test.each<[string, WrapUpState]>([
    ['stored', after(recorded)],
    ['in the outbox', after(waiting)],
    ['on its way', after({ type: 'sending' })],
  ])('IH-3 %s: nothing is typed into it any more', (_name, state) => {
    expect(reduce(state, edited({ comment: 'too late' }))).toBe(state);
  });

  test('IH-3 it says what the server has, which an earlier attempt may have sent', () => {
    expect(after({ type: 'sending' }, recorded)).toMatchObject({ ...STORED, recording: { phase: 'recorded', at: 5 } });
  });

  test('RC-5 the outbox closes what waited or had failed; what was typed since stays open', () => {
    expect(after(waiting, sent).recording).toEqual({ phase: 'recorded', at: 6 });
    expect(after(failed, sent).recording).toEqual({ phase: 'recorded', at: 6 });
    const typed = after(failed, edited({ comment: 'newer' }));
    expect(reduce(typed, sent)).toBe(typed);
  });

  test('IH-4 an amendment shows in a form that is stored, and in no other', () => {
    const amended: WrapUpEvent = { type: 'amended', stored: { reasonId: 'other', comment: 'amended' }, at: 7 };
    expect(after(recorded, amended)).toMatchObject({ reasonId: 'other', comment: 'amended' });
    const open = after();
    expect(reduce(open, amended)).toBe(open);
  });
});

describe('RC-4 what this browser keeps', () => {
  test('RC-4 a text from another desk stands in an open form, and never in one that is stored', () => {
    const found: WrapUpEvent = { type: 'found', draft: { reasonId: null, comment: 'at another desk' } };
    expect(after(found)).toMatchObject({ reasonId: null, comment: 'at another desk' });
    expect(after(recorded, found)).toMatchObject(STORED);
  });

  test('RC-4 another tab’s draft comes in under the refusal at hand; its refused entry brings its own', () => {
    const draft = initialWrapUp({ reasonId: null, comment: 'theirs' });
    expect(after(refused('reason'), { type: 'read-again', stored: draft })).toMatchObject({
      comment: 'theirs',
      refusal: 'reason',
    });
    const entry: WrapUpState = { ...draft, recording: { phase: 'failed', error }, refusal: 'failed' };
    expect(after(waiting, { type: 'read-again', stored: entry }).refusal).toBe('failed');
  });

  test('RC-5 completing without a reason for once leaves the form open, with what was typed', () => {
    expect(after(refused('codes'), { type: 'put-off', to: 'later' })).toMatchObject({
      ...DRAFT,
      refusal: null,
      recording: { phase: 'none' },
    });
  });
});
