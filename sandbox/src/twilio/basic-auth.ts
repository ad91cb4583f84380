import type { IncomingHttpHeaders } from 'node:http';
import { TwilioError } from './twilio-error';

/** The account's credentials, as the Functions hold them in ACCOUNT_SID and AUTH_TOKEN. */
export interface Account {
  accountSid: string;
  authToken: string;
}

/** @throws TwilioError 401 (code 20003) unless the request carries the account's own HTTP Basic credentials */
export function requireBasicAuth({ authorization = '' }: IncomingHttpHeaders, { accountSid, authToken }: Account): void {
  const expected = 'Basic ' + Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  if (authorization !== expected) throw new TwilioError(401, 20003, 'Authenticate');
}

/** The desktop's way to the same APIs: user name `token`, the Flex token as password. */
export function flexTokenOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const credentials = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  return credentials.startsWith('token:') ? credentials.slice('token:'.length) : undefined;
}
