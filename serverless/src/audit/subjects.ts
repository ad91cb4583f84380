import { createHmac } from 'node:crypto';

/**
 * How an audit row names somebody by an address or an outside record (PR-2): a keyed hash, so that the trail answers for who knows the
 * address and tells nothing to who doesn't. 128 bits in base64url after `#`, which no customer's id begins with.
 * @param key as `identities` has it: `phone:+14155550100`, `salesforce-contact:003…`
 * @param secret of the configuration; with another one earlier rows are no longer found by their hashes
 */
export const hashedKey = (key: string, secret: string): string =>
  `#${createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22)}`;
