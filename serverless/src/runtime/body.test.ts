import { recordRequest } from '@interaction-history/shared/src/contract/interactions';
import { linkCustomerRequest } from '@interaction-history/shared/src/contract/tasks';
import fc from 'fast-check';
import { AppError } from './errors';
import { checkIsInBody, checkSize, MAX_BODY_BYTES, parseBody } from './body';
import type { TwilioEvent } from './twilio';

const FORM = { request: { headers: { 'content-type': 'application/x-www-form-urlencoded' } } };
const JSON_BODY = { request: { headers: { 'content-type': 'application/json' } } };
const taskSid = 'WT' + '1'.repeat(32);
const reservationSid = 'WR' + '1'.repeat(32);
const fieldsOf = (run: () => unknown): AppError['fields'] => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.fields;
  }
  return undefined;
};

describe('request bodies', () => {
  test('a form and a JSON body mean the same', () => {
    const record = { source: 'salesforce', contactId: '003000000000001AAA', accountId: null };
    const form: TwilioEvent = { ...FORM, Token: 't', taskSid, record: JSON.stringify(record) };
    expect(parseBody(linkCustomerRequest, form)).toEqual({ taskSid, record, keepAddress: false });
    expect(parseBody(linkCustomerRequest, { ...JSON_BODY, Token: 't', taskSid, record })).toEqual({
      taskSid,
      record,
      keepAddress: false,
    });
  });

  test('RC-7 any comment arrives as it was typed, also one that looks like JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 4_000 }), fc.constantFrom('null', 'true', '{"a":1}', '[]', '0', '""')),
        (comment) => {
          expect(
            parseBody(recordRequest, { ...FORM, taskSid, reservationSid, customerId: '', reasonId: 'x', comment }).comment,
          ).toBe(comment);
        },
      ),
    );
  });

  test.each(['', 'null'])('an empty text stands for null where null is allowed: "%s"', (customerId) => {
    expect(parseBody(recordRequest, { ...FORM, taskSid, reservationSid, customerId, reasonId: 'x' }).customerId).toBeNull();
  });

  test('every wrong field is named, none of its content is', () => {
    const fields = fieldsOf(() =>
      parseBody(recordRequest, {
        ...JSON_BODY,
        taskSid: 'secret name',
        reservationSid,
        customerId: null,
        reasonId: '',
        comment: 7,
      }),
    );
    expect(Object.keys(fields ?? {}).sort()).toEqual(['comment', 'reasonId', 'taskSid']);
    expect(JSON.stringify(fields)).not.toContain('secret');
  });

  test('PR-3 what came by the URL is refused: by GET, and beside a body; what stands in the body is not', () => {
    const refused = { message: expect.stringContaining('every field in its body') as string };
    const fields = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }));
    const headersOf = (body: string, type: string) => ({
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
    });
    const token = 'x'.repeat(200);
    expect(() => checkIsInBody({ request: { headers: {} }, Token: token })).toThrow(expect.objectContaining(refused) as Error);
    fc.assert(
      fc.property(fields, (sent) => {
        const form = headersOf(new URLSearchParams(sent).toString(), 'application/x-www-form-urlencoded');
        checkIsInBody({ ...sent, request: { headers: form } });
        const json = headersOf(JSON.stringify(sent), 'application/json');
        checkIsInBody({ ...sent, request: { headers: json } });
        const short = { request: { headers: headersOf('', 'application/json') }, ...sent, Token: token };
        expect(() => checkIsInBody(short)).toThrow(expect.objectContaining(refused) as Error);
      }),
    );
    const codes = Array.from({ length: 500 }, () => ({}));
    checkIsInBody({ request: { headers: headersOf(JSON.stringify({ codes }), 'application/json') }, codes });
  });

  test('a body over the limit is refused by what it declares and by what it holds', () => {
    expect(() => checkSize({ request: { headers: { 'content-length': String(3 * MAX_BODY_BYTES + 1) } } })).toThrow(
      /larger than 128 KB/,
    );
    // Japanese takes nine bytes a letter on its way, three where it is kept
    const comment = 'あ'.repeat(20_000);
    const length = String(new URLSearchParams({ comment }).toString().length);
    expect(() => checkSize({ request: { headers: { 'content-length': length } }, comment })).not.toThrow();
    expect(() => checkSize({ comment: 'x'.repeat(MAX_BODY_BYTES) })).toThrow(/larger than 128 KB/);
    expect(() => checkSize({ comment: 'x'.repeat(4_000) })).not.toThrow();
  });
});
