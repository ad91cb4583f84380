import fc from 'fast-check';
import { after } from './effects';
import { DEFAULT_SERVICE_MAPPING, orderState, serviceMapping, wordFor } from './mapping';
import { isPossible, possible, STAGE_MOVES } from './possible';
import { ELIGIBILITY_STATES, ORDER_STATES, SERVICE_STAGES, VERIFICATION_STATES, type Standing } from './states';

const id = fc.string({ minLength: 1, maxLength: 4 });
const standing: fc.Arbitrary<Standing> = fc.record({
  isRegistered: fc.boolean(),
  eligibility: fc.constantFrom(...ELIGIBILITY_STATES),
  verification: fc.constantFrom(...VERIFICATION_STATES),
  services: fc.uniqueArray(
    fc.record({
      id,
      stage: fc.constantFrom(...SERVICE_STAGES),
      isInternet: fc.boolean(),
      serviceNumber: fc.option(fc.nat(), { nil: null }),
    }),
    { maxLength: 4, selector: (one) => one.id },
  ),
  orders: fc.uniqueArray(fc.record({ id, state: fc.constantFrom(...ORDER_STATES) }), {
    maxLength: 4,
    selector: (one) => one.id,
  }),
});
/** What staff do in Salesforce itself between two of our actions. */
const staff = fc.record({ at: fc.nat(), to: fc.nat() });

const stagesOf = (one: Standing): Map<string, string> => new Map(one.services.map(({ id: key, stage }) => [key, stage]));

test('SV-2 no sequence of actions moves a service in a way that the org does not have', () => {
  fc.assert(
    fc.property(
      standing,
      fc.array(fc.record({ pick: fc.nat(), isPositive: fc.boolean(), by: staff }), { maxLength: 12 }),
      (first, steps) => {
        let now = first;
        for (const [step, { pick, isPositive, by }] of steps.entries()) {
          const offered = possible(now);
          const chosen = offered[pick % offered.length];
          if (chosen === undefined) continue;
          const next = after(now, { ...chosen, isPositive }, `new-${step}`);
          for (const [key, stage] of stagesOf(next)) {
            const before = stagesOf(now).get(key);
            if (before === undefined) expect(['inquiry', 'ordered']).toContain(stage);
            else if (before !== stage) expect(STAGE_MOVES[before as keyof typeof STAGE_MOVES]).toContain(stage);
          }
          // staff move one service by hand, as the org allows
          const moved = next.services[by.at % Math.max(1, next.services.length)];
          const ways = moved === undefined ? [] : STAGE_MOVES[moved.stage];
          const to = ways[by.to % Math.max(1, ways.length)];
          now =
            moved === undefined || to === undefined
              ? next
              : { ...next, services: next.services.map((one) => (one.id === moved.id ? { ...one, stage: to } : one)) };
        }
      },
    ),
  );
});

test('SV-3 an action done is not possible again on the same thing, but for orders and inquiries, which may be many', () => {
  fc.assert(
    fc.property(standing, fc.nat(), fc.boolean(), (now, pick, isPositive) => {
      const offered = possible(now).filter(
        ({ action, on }) => action !== 'general-inquiry' && !(action === 'place-order' && on === null),
      );
      const chosen = offered[pick % Math.max(1, offered.length)];
      if (chosen === undefined) return;
      expect(isPossible(after(now, { ...chosen, isPositive }, 'new'), chosen)).toBe(false);
    }),
  );
});

test('SV-2 each state offers what the screens say, and nothing else', () => {
  const customer: Standing = { isRegistered: true, eligibility: 'eligible', verification: 'verified', services: [], orders: [] };
  const always = ['place-order', 'general-inquiry'];
  const offered = (more: Partial<Standing>): string[] =>
    possible({ ...customer, ...more }).map(({ action, on }) => (on === null ? action : `${action} ${on}`));
  expect(offered({})).toEqual(always);
  expect(offered({ isRegistered: false })).toContain('register');
  expect(offered({ eligibility: 'none' })).toContain('request-eligibility');
  expect(offered({ eligibility: 'not-eligible' })).toContain('request-eligibility');
  expect(offered({ eligibility: 'pending' })).toEqual(['record-eligibility', ...always]);
  expect(offered({ verification: 'pending' })).toEqual(['decide-verification', ...always]);
  expect(offered({ verification: 'rejected' })).toContain('request-verification');
  const service = (stage: Standing['services'][number]['stage'], serviceNumber: number | null = 7): Partial<Standing> => ({
    services: [{ id: 's', stage, isInternet: false, serviceNumber }],
  });
  expect(offered(service('ready'))).toContain('place-order s');
  expect(offered(service('active'))).toContain('request-cancellation s');
  expect(offered(service('active', null))).toEqual(always);
  for (const stage of ['inquiry', 'ordered', 'cancelling', 'cancelled', 'void', 'other'] as const)
    expect(offered(service(stage))).toEqual(always);
  for (const state of ORDER_STATES)
    expect(offered({ orders: [{ id: 'o', state }] }).filter((one) => one.endsWith(' o'))).toEqual(
      state === 'review' ? ['approve-order o'] : state === 'failed' ? ['retry-activation o'] : [],
    );
});

test('SV-6 the org’s values become our words and back; what the org adds is “other”', () => {
  const { stages } = DEFAULT_SERVICE_MAPPING;
  for (const [word, value] of Object.entries(stages)) expect(wordFor(stages, value)).toBe(word);
  expect(wordFor(stages, 'Negotiation')).toBeNull();
  const state = (status: string, activation: string | null = null) => orderState(DEFAULT_SERVICE_MAPPING, status, activation);
  expect([
    state('Draft'),
    state('Pending Review', 'Pending Review'),
    state('Approved'),
    state('Approved', 'Activating'),
    state('Approved', 'Failed'),
    state('Approved', 'Provisioned'),
    state('Activated', 'Provisioned'),
    state('Activated'),
    state('Cancelled', 'Failed'),
    state('On Hold'),
  ]).toEqual([
    'draft',
    'review',
    'approved',
    'activating',
    'failed',
    'activated',
    'activated',
    'activated',
    'cancelled',
    'other',
  ]);
});

test('SV-6 an environment changes single names, and a name that the mapping does not know is refused', () => {
  const named = { stages: { ready: 'Qualified' }, fields: { commodityType: 'Product_Line__c' }, commodities: { other: ['TV'] } };
  const { mapping: changed, problems } = serviceMapping(named);
  expect([problems, changed.commodities.other]).toEqual([[], ['TV']]);
  expect(changed.stages).toEqual({ ...DEFAULT_SERVICE_MAPPING.stages, ready: 'Qualified' });
  expect(changed.fields.commodityType).toBe('Product_Line__c');
  const problemsOf = (wrong: unknown): string[] => serviceMapping(wrong).problems;
  expect(problemsOf({ stages: { raedy: 'Qualified' } })).toEqual(['stages.raedy is not a name of the mapping']);
  expect(problemsOf({ fields: { commodityType: 'a; drop' } })).toEqual(['fields.commodityType is no field']);
  expect(problemsOf({ stages: 'Qualified', currency: 1 })).toEqual([
    'stages is of the wrong kind',
    'currency is of the wrong kind',
  ]);
  expect(problemsOf([])).toHaveLength(1);
});
