import fc from 'fast-check';
import { identityKey, identityOf, toE164 } from './phone';

describe('phone numbers', () => {
  test.each([
    ['(415) 555-0100', 'US', '+14155550100'],
    ['415.555.0100', 'US', '+14155550100'],
    ['+1(415)5550100 x12', 'JP', '+14155550100'],
    ['1-415-555-0100', 'US', '+14155550100'],
    ['03-1234-5678', 'JP', '+81312345678'],
    ['(03)12345678', 'JP', '+81312345678'],
    ['0044 20 7946 0018', 'US', '+442079460018'],
    ['４１５ ５５５ ０１００', 'US', '+14155550100'],
    ['415\u00a0555\u00a00100', 'US', '+14155550100'],
  ])('ID-4 %s in %s is %s', (typed, region, e164) => {
    expect(toE164(typed, region)).toBe(e164);
  });

  test.each(['12', 'hello', '', '+'])('ID-4 "%s" is no number', (typed) => {
    expect(toE164(typed, 'US')).toBeNull();
  });

  test('ID-1 a phone that is none is still somebody, as a handle', () => {
    expect(identityOf({ kind: 'phone', value: '12' }, 'US')).toEqual({ kind: 'handle', value: '12', display: '12' });
  });

  test('ID-1 a phone is shown as people read it', () => {
    expect(identityOf({ kind: 'phone', value: '+14155550100' }, 'US').display).toBe('+1 415 555 0100');
  });

  test('an identity key is always a legal Firestore id, and two identities never share one', () => {
    const identity = fc.record({
      kind: fc.constantFrom('phone' as const, 'email' as const, 'handle' as const),
      value: fc.string({ maxLength: 320 }),
    });
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        const key = identityKey(a);
        expect(key).not.toMatch(/\/|^\.\.?$|^__.*__$/);
        expect(key === identityKey(b)).toBe(a.kind === b.kind && a.value === b.value);
      }),
    );
  });
});
