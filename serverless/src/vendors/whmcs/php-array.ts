/**
 * A PHP array as `serialize` writes it, in base64: how AddOrder takes config options ("an array of base64 encoded serialized array").
 * Lengths are in bytes.
 */
export function phpArray(values: Readonly<Record<string, string | number>>): string {
  const entries = Object.entries(values).map(([key, value]) => scalar(/^\d+$/.test(key) ? Number(key) : key) + scalar(value));
  return Buffer.from(`a:${entries.length}:{${entries.join('')}}`).toString('base64');
}

const scalar = (value: string | number): string =>
  typeof value === 'string'
    ? `s:${Buffer.byteLength(value)}:"${value}";`
    : Number.isSafeInteger(value)
      ? `i:${value};`
      : `d:${value};`;
