import { planDeployment } from '../../tools/deploy/plan';
import type { SalesforceConfig } from './config';
import { readEventsConfig } from './events';

const salesforce = {} as SalesforceConfig;
const WHMCS = {
  WHMCS_URL: 'https://billing.example.com',
  WHMCS_IDENTIFIER: 'id',
  WHMCS_SECRET: 'hunter2',
  WHMCS_PAYMENT_METHOD: 'mailin',
};
const problems = (env: Record<string, string>, org: SalesforceConfig | null = salesforce): unknown => {
  try {
    return readEventsConfig(env, { salesforce: org });
  } catch (error) {
    return (error as { problems: string[] }).problems;
  }
};

test('OP-5 without a billing system there is no worker; with one, Salesforce’s own address is the default', () => {
  expect(problems({})).toBeNull();
  expect(problems(WHMCS)).toMatchObject({ pubsub: 'api.pubsub.salesforce.com:7443', healthPort: null });
});

test('OP-5 each problem of the worker’s variables is a line, and none tells a secret', () => {
  expect(problems({ WHMCS_URL: 'https://billing.example.com', WHMCS_SECRT: 'hunter2', EVENTS_HEALTH_PORT: 'x' })).toEqual([
    'WHMCS_SECRT is not a variable of this product: see .env.example',
    'WHMCS_IDENTIFIER is not set',
    'WHMCS_SECRET is not set',
    'WHMCS_PAYMENT_METHOD is not set',
    'EVENTS_HEALTH_PORT is no number',
  ]);
  expect(problems(WHMCS, null)).toEqual(['WHMCS_URL needs Salesforce: set the SF_ variables']);
});

test('TR-5 what belongs to the worker is never sent to Twilio, and WHMCS is spoken to over TLS alone', () => {
  const { variables, secrets } = planDeployment({ ...WHMCS, EVENTS_HEALTH_PORT: '8080', DEFAULT_REGION: 'US' });
  expect([variables, secrets]).toEqual([{ DEFAULT_REGION: 'US' }, {}]);
  expect(planDeployment({ ...WHMCS, WHMCS_URL: 'http://billing.example.com' }).problems).toContain(
    'WHMCS_URL must begin with https://',
  );
});
