import http from 'node:http';
import https from 'node:https';
import { rerouteTwilio } from './reroute';
import type { TwilioStandIn } from './stand-in';
import { ACCOUNT, rest, started } from './testing/started';

type Validator = typeof import('twilio-flex-token-validator').validator;

describe('in a rerouted process', () => {
  let twilio: TwilioStandIn;
  let undo: () => void;
  let validator: Validator;
  beforeAll(async () => {
    twilio = await started();
    undo = rerouteTwilio(twilio.origin);
    ({ validator } = await import('twilio-flex-token-validator'));
  });
  afterAll(async () => {
    undo();
    await twilio.stop();
  });
  const validate = (token: string, authToken = ACCOUNT.authToken): Promise<unknown> =>
    validator(token, ACCOUNT.accountSid, authToken);

  it('the real validator accepts an agent’s token and says who it is', async () => {
    await expect(validate(twilio.issueToken('ada').token)).resolves.toMatchObject({
      valid: true,
      identity: 'ada_40example_2Ecom',
      roles: ['agent'],
      worker_sid: expect.stringMatching(/^WK/) as string,
      realm_user_id: 'ada@example.com',
    });
  });

  it('a supervisor’s and an admin’s token carry their role', async () => {
    await expect(validate(twilio.issueToken('sam').token)).resolves.toMatchObject({ roles: ['supervisor'] });
    await expect(validate(twilio.issueToken('root').token)).resolves.toMatchObject({ roles: ['admin'] });
  });

  it('a web chat visitor’s token is valid, a guest’s, and belongs to no worker', async () => {
    const result = (await validate(twilio.issueGuestToken().token)) as Record<string, unknown>;
    expect(result).toMatchObject({ valid: true, roles: ['guest'] });
    expect(result).not.toHaveProperty('worker_sid');
  });

  it('an expired token and one nobody issued are rejected with Twilio’s message', async () => {
    await expect(validate(twilio.issueToken('ada', { expiresInSeconds: -1 }).token)).rejects.toBe(
      'Access Token expired or expiration date invalid',
    );
    await expect(validate('made-up')).rejects.toBe('Invalid Access Token');
  });

  it('the account’s credentials are checked before any token', async () => {
    await expect(validate(twilio.issueToken('ada').token, 'wrong')).rejects.toBe('Authenticate');
  });

  it('the fault of token validation reaches the validator', async () => {
    twilio.faults.iam = 500;
    await expect(validate(twilio.issueToken('ada').token)).rejects.toBe('Internal Server Error');
    twilio.faults.iam = 'reset';
    await expect(validate(twilio.issueToken('ada').token)).rejects.toMatch(/socket hang up|ECONNRESET/);
    twilio.faults.iam = null;
  });

  it('fetch, https.get and https.request reach TaskRouter with their headers and bodies', async () => {
    const { taskSid } = twilio.phone.ring('one-match');
    const url = `https://taskrouter.twilio.com/v1/Workspaces/${ACCOUNT.workspaceSid}/Tasks/${taskSid}`;
    const authorization = 'Basic ' + Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64');
    const fetched = await fetch(url, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ Attributes: '{"via":"fetch"}' }),
    });
    expect(fetched.status).toBe(200);
    expect(twilio.taskrouter.task(taskSid).attributes).toEqual({ via: 'fetch' });
    const status = await new Promise((resolve, reject) =>
      https.get(url, { headers: { authorization } }, (response) => resolve(response.resume().statusCode)).on('error', reject),
    );
    expect(status).toBe(200);
  });

  it('credentials in an address are sent as Basic ones, as Node does', async () => {
    const url = new URL(`https://taskrouter.twilio.com/v1/Workspaces/${ACCOUNT.workspaceSid}`);
    url.username = ACCOUNT.accountSid;
    url.password = ACCOUNT.authToken;
    const status = await new Promise((resolve, reject) =>
      https.get(url, (response) => resolve(response.resume().statusCode)).on('error', reject),
    );
    expect(status).toBe(200);
  });

  it('a foreign host is refused, by name, whatever the way', async () => {
    await expect(fetch('https://example.com/x')).rejects.toThrow('Refused a request to example.com');
    expect(() => https.request({ hostname: 'example.org', path: '/' })).toThrow('example.org');
    expect(() => https.get('https://example.net/')).toThrow('example.net');
    expect(() => http.request('http://metadata.google.internal/computeMetadata')).toThrow('metadata.google.internal');
    expect(() => https.request({ host: 'eviltwilio.com' })).toThrow('eviltwilio.com');
  });

  it('this computer stays reachable', async () => {
    expect((await rest(twilio, '')).status).toBe(200);
    const { port } = new URL(twilio.origin);
    const status = await new Promise((resolve) =>
      http.get({ host: 'localhost', port, path: '/', family: 4 }, (response) => resolve(response.resume().statusCode)),
    );
    expect(status).toBe(200);
  });

  it('undoing it gives back what was there', () => {
    const again = rerouteTwilio(twilio.origin, ['example.com']);
    const wrapped = https.request;
    again();
    expect(https.request).not.toBe(wrapped);
  });
});
