import { UpstreamError } from './errors';
import { describeError } from './log';

const caused = (cause: unknown, reason?: string): UpstreamError =>
  new UpstreamError('master', 'upstream_unavailable', 'x', { cause, ...(reason === undefined ? {} : { reason }) });
const coded = (code: unknown, field = 'code'): Error => Object.assign(new Error('Aya Yamamoto, +14155550163'), { [field]: code });

test.each([
  ['a SQLSTATE', caused(coded('28P01')), '28P01'],
  ['an errno', caused(coded('ECONNREFUSED')), 'ECONNREFUSED'],
  ['gRPC’s number', caused(coded(16)), '16'],
  ['Salesforce’s code', caused(coded('INVALID_FIELD', 'errorCode')), 'INVALID_FIELD'],
  ['our own word for it', caused(coded('08P01'), 'NO_DATABASE'), 'NO_DATABASE'],
  ['the cause of a cause', caused(caused(coded('57P01'))), '57P01'],
  ['a code that is a text', caused(coded('Aya Yamamoto')), undefined],
])('OP-6 the log says why a source failed: %s', (_, error, reason) => {
  expect(describeError(error).reason).toBe(reason);
  expect(JSON.stringify(describeError(error))).not.toMatch(/Aya|555/);
});
