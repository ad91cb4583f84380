/** 32 hex digits. Not randomUUID: the oldest browsers Flex runs in lack it. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
