import fc from 'fast-check';
import { MAX_ADDRESS } from '../limits';
import { identityKey } from './identity-key';
import { identityOf, toE164 } from './phone';

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

  test.each([
    ['+5215512345678', '+525512345678'],
    ['+554188887777', '+5541988887777'],
    ['+5491123456789', '+541123456789'],
  ])('ID-15 %s and %s are one identity', (form, one) => {
    const [a, b] = [form, one].map((value) => identityKey(identityOf({ kind: 'phone', value }, 'US')));
    expect(a).toBe(`phone:${one}`);
    expect(b).toBe(a);
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

  test('whatever signs a stranger’s 320 characters are, the id is within Firestore’s 1,500 bytes and nobody else’s', () => {
    // controls, format characters, private use and unassigned of three bytes, halves of characters, and plain letters among them
    const sign = fc.constantFrom('\u0001', '\u200b', '\ue000', '\ufdd0', '\ud800', '%', '/', 'a', '山', '\u{e0001}');
    const value = fc.array(sign, { minLength: 200, maxLength: 320 }).map((signs) => signs.join('').slice(0, MAX_ADDRESS));
    const sent = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');
    const bytes = (text: string): number => encodeURIComponent(text).replace(/%../g, '.').length;
    fc.assert(
      fc.property(value, value, fc.constantFrom('handle' as const, 'client' as const), (one, two, kind) => {
        const [a, b] = [identityKey({ kind, value: one }), identityKey({ kind, value: two })];
        expect(bytes(a)).toBeLessThanOrEqual(1_500);
        expect(a).not.toMatch(/\//);
        expect(a === b).toBe(sent(one) === sent(two));
        expect(a.startsWith(`${kind}:`)).toBe(true);
      }),
    );
    const longest = identityKey({ kind: 'handle', value: '\ue000'.repeat(MAX_ADDRESS) });
    expect([bytes(longest), longest.slice(0, 9)]).toEqual([1_289, 'handle:%~']);
  });

  test('a key that is short enough stays as it was: what is stored under it is still found', () => {
    expect(identityKey({ kind: 'handle', value: 'a/b%\u0001山' })).toBe('handle:a%2Fb%25%01山');
  });
});
