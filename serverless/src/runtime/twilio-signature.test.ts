import fc from 'fast-check';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import { isSignedByTwilio, twilioSignature } from './twilio-signature';

describe('Twilio’s signature', () => {
  const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const FIELDS = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };

  test('the example that Twilio’s own packages are tested with', () => {
    expect(isSignedByTwilio('RSOYDt4T1cUTdK1PDd93/VVr8B8=', '12345', URL, FIELDS)).toBe(true);
  });

  test.each([
    ['none', undefined, '12345', URL, FIELDS],
    ['another', 'ASOYDt4T1cUTdK1PDd93/VVr8B8=', '12345', URL, FIELDS],
    ['cut short', 'RSOYDt4T1cUTdK1PDd93', '12345', URL, FIELDS],
    ['of another token', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', '12346', URL, FIELDS],
    ['of another address', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', '12345', URL + '1', FIELDS],
    ['of other fields', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', '12345', URL, { ...FIELDS, Digits: '1235' }],
    ['of fewer fields', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=', '12345', URL, { ...FIELDS, More: '' }],
  ])('a signature that is %s is refused', (_, signature, token, url, fields) => {
    expect(isSignedByTwilio(signature, token, url, fields)).toBe(false);
  });

  test('it is what Twilio’s own package computes, for any fields', () => {
    const fields = fc.dictionary(
      fc.string({ minLength: 1 }),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { minLength: 1 })),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fields, (token, posted) => {
        const url = 'https://interaction-history-1234.twil.io/taskrouter/events';
        const signature = twilioSignature(token, url, posted);
        expect(signature).toBe(getExpectedTwilioSignature(token, url, posted));
        expect(validateRequest(token, signature, url, posted)).toBe(true);
      }),
    );
  });
});
