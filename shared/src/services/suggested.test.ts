import fc from 'fast-check';
import { SERVICE_ACTIONS } from './states';
import { suggested, type Suggestion } from './suggested';
import type { Possible } from './possible';

const CODES = ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5', 'SA-6', 'SA-7', 'SA-8'] as const;
const possible = fc.array(fc.record({ action: fc.constantFrom(...SERVICE_ACTIONS), on: fc.constantFrom(null, '006A', '006B') }), {
  maxLength: 12,
});

test('SV-5 what is suggested as possible is possible, on just that; what is not possible is never suggested as such', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CODES), possible, (code, now) => {
      const { action, now: verdict } = suggested(code, now);
      const places = now.filter((one) => one.action === action).map(({ on }) => on);
      if (verdict.possible === 'one') expect(places).toContain(verdict.on);
      if (verdict.possible === 'several') expect([places.length > 1, places.includes(null)]).toEqual([true, false]);
      if (verdict.possible === 'none') expect(places).toEqual([]);
    }),
  );
});

test.each<[(typeof CODES)[number], Possible[], Suggestion['action'], Suggestion['now']]>([
  ['SA-4', [{ action: 'decide-verification', on: null }], 'decide-verification', { possible: 'one', on: null }],
  ['SA-4', [], 'request-verification', { possible: 'none' }],
  [
    'SA-5',
    [
      { action: 'place-order', on: '006A' },
      { action: 'place-order', on: null },
    ],
    'place-order',
    { possible: 'one', on: null },
  ],
  ['SA-6', [{ action: 'retry-activation', on: '801A' }], 'retry-activation', { possible: 'one', on: '801A' }],
  [
    'SA-7',
    ['006A', '006B'].map((on): Possible => ({ action: 'request-cancellation', on })),
    'request-cancellation',
    { possible: 'several', on: ['006A', '006B'] },
  ],
])('SV-5 %s with %j suggests %s', (code, now, action, verdict) => {
  expect(suggested(code, now)).toEqual({ action, now: verdict });
});
