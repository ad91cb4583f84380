import fc from 'fast-check';
import { afterwards, isOpen, MOST_TRIES, pauseAfter, PROVISIONING_STEPS, type Happening, type Progress } from './provisioning';

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('heard' as const), key: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ kind: fc.constant('asking' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('ordered' as const), billingOrder: fc.nat(), service: fc.option(fc.nat()) }),
  fc.constant({ kind: 'accepted' as const }),
  fc.record({ kind: fc.constant('refused' as const), reason: fc.string(), isSettled: fc.boolean() }),
  fc.record({ kind: fc.constant('hindered' as const), reason: fc.string(), isLimited: fc.boolean() }),
  fc.constant({ kind: 'told' as const }),
  fc.constant({ kind: 'moved' as const }),
);

/** Every state on the way; what can't happen at a step doesn't. */
function way(happenings: readonly Happening[]): { before: Progress; by: Happening; now: Progress }[] {
  let state = afterwards(null, { kind: 'heard', key: 'first' });
  return happenings.flatMap((by) => {
    const before = state;
    try {
      state = afterwards(before, by);
    } catch {
      return [];
    }
    return [{ before, by, now: state }];
  });
}
const ways = fc.array(happening, { maxLength: 60 }).map(way);

test('EV-3 what has ended begins again only by an event that was not heard yet', () => {
  fc.assert(
    fc.property(ways, (steps) => {
      for (const { before, by, now } of steps)
        if (!isOpen(before)) expect(now === before || (by.kind === 'heard' && !before.keys.includes(by.key))).toBe(true);
    }),
  );
});

test('EV-3 an order is added only after it was noted that it is being added, and never once it is known to be added', () => {
  fc.assert(
    fc.property(ways, (steps) => {
      for (const { before, by, now } of steps) {
        if (by.kind === 'asking') expect(before.billingOrder).toBeNull();
        if (now.billingOrder !== before.billingOrder && by.kind !== 'heard') expect(by.kind).toBe('ordered');
        // only WHMCS's own refusal says that what was asked for wasn't done
        if (before.askedAt !== null && now.askedAt === null) expect(by).toMatchObject({ kind: 'refused', isSettled: true });
        if (now.step === 'done') expect(now.billingOrder).not.toBeNull();
      }
    }),
  );
});

test('EV-4 what may pass is tried a limited number of times, and a failure says why', () => {
  let state = afterwards(null, { kind: 'heard', key: 'a' });
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    expect(state.step).toBe('noted');
    state = afterwards(state, { kind: 'hindered', reason: 'No answer', isLimited: true });
  }
  expect(state).toMatchObject({ step: 'failing', reason: `No answer (${MOST_TRIES} tries)` });
  // Salesforce is told for as long as it takes, and the reason stays
  for (let tries = 0; tries < 3 * MOST_TRIES; tries++)
    state = afterwards(state, { kind: 'hindered', reason: 'Salesforce is away', isLimited: true });
  expect(state).toMatchObject({ step: 'failing', reason: `No answer (${MOST_TRIES} tries)` });
  expect(afterwards(state, { kind: 'told' }).step).toBe('failed');
});

test('EV-4 from every step that is open an end can be reached', () => {
  const ends: Record<string, Happening[]> = {
    noted: [{ kind: 'ordered', billingOrder: 1, service: 2 }],
    adding: [{ kind: 'ordered', billingOrder: 1, service: 2 }],
    added: [{ kind: 'accepted' }],
    accepted: [{ kind: 'told' }],
    failing: [{ kind: 'told' }],
  };
  const open = PROVISIONING_STEPS.filter((step) => isOpen({ step }));
  for (const step of open) {
    let state: Progress = { ...afterwards(null, { kind: 'heard', key: 'a' }), step };
    while (isOpen(state)) for (const next of ends[state.step] ?? []) state = afterwards(state, next);
    expect(state.step).toBe(step === 'failing' ? 'failed' : 'done');
  }
});

test('EV-4 pauses grow to a quarter of an hour', () => {
  expect([1, 2, 3, 30].map((tries) => pauseAfter(tries, 500, 1))).toEqual([500, 1_000, 2_000, 900_000]);
  expect(pauseAfter(30, 500, 0)).toBe(675_000);
});
