/** 24 letters and figures that nobody has used before: what makes a repeat of one request none. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
