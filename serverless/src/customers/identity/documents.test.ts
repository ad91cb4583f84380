import { identityKey } from '@interaction-history/shared/src/caller/identity-key';
import fc from 'fast-check';
import { addressOf } from './documents';

test('ID-11 an entry’s address is the caller’s, whatever its signs', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 320 }),
    fc.string({ unit: fc.constantFrom('\u0000', '%', '/', '~', 'あ'), maxLength: 320 }),
  );
  fc.assert(
    fc.property(fc.constantFrom('phone', 'email', 'handle', 'sip'), value, (kind, text) => {
      expect(addressOf(identityKey({ kind, value: text }))).toBe(text);
    }),
  );
});
