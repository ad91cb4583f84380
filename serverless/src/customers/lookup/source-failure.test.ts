import { UpstreamError } from '../../runtime/errors';
import { refusal } from '../../vendors/salesforce/upstream';
import { sourceFailure } from './source-failure';

const ctx = { note: () => undefined };

test.each(['DUPLICATES_DETECTED', 'REQUIRED_FIELD_MISSING', 'STRING_TOO_LONG'])(
  'ID-13 %s would be refused again: it is not offered as one to try again',
  (errorCode) => {
    expect(sourceFailure('salesforce', ctx, refusal(errorCode)).error.retryable).toBe(false);
  },
);

test.each([refusal('REQUEST_LIMIT_EXCEEDED'), refusal('UNKNOWN'), new UpstreamError('master', 'deadline_exceeded', 'late')])(
  'ID-13 %s may pass: it is',
  (error) => {
    expect(sourceFailure('salesforce', ctx, error).error.retryable).toBe(true);
  },
);

test('a mistake of ours is no source’s failure', () => {
  expect(() => sourceFailure('master', ctx, new TypeError('x'))).toThrow(TypeError);
});
