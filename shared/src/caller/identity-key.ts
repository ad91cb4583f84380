import type { Identity } from './phone';

/** Firestore takes ids of 1,500 bytes of UTF-8. An address of 320 characters has at most 960, until its signs are percent-encoded. */
const MAX_PLAIN_KEY = 1_000;

/**
 * The Firestore document id of an identity: `phone:+14155550100`. An id has no `/` and is text that can be sent as UTF-8, so what
 * separates, controls or is half a character is percent-encoded; an address is of a stranger's making. Where that makes it too long,
 * the whole value is in base64url after `%~`, which no shorter key begins with: at most 1,300 bytes, and still nobody else's.
 */
export function identityKey(identity: Pick<Identity, 'kind' | 'value'>): string {
  const whole = identity.value.replace(/\p{Cs}/gu, '\ufffd');
  const plain = `${identity.kind}:${whole.replace(/[%/]|\p{C}|\p{Zl}|\p{Zp}/gu, encodeURIComponent)}`;
  return utf8(plain).length <= MAX_PLAIN_KEY ? plain : `${identity.kind}:%~${base64url(utf8(whole))}`;
}

/** By way of encodeURIComponent: neither TextEncoder nor Buffer is in every place where this file may run. */
const utf8 = (text: string): number[] =>
  (encodeURIComponent(text).match(/%..|./g) ?? []).map((one) =>
    one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16),
  );

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,6}/g) ?? []).map((six) => BASE64URL[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
}
