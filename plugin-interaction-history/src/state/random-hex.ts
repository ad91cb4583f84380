/** As many random bytes in hex. Not randomUUID: the oldest browsers Flex runs in lack it. */
export const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
