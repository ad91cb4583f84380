/** gRPC's number for a document that create() found in its place. */
export const ALREADY_EXISTS = 6;
/** gRPC's number for a document that an update did not find. */
export const NOT_FOUND = 5;

/** gRPC's names for what a store answers instead of doing its part. */
const NAMES: Readonly<Record<number, string>> = {
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  10: 'ABORTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};
/** Why, as a code for the log and for health. */
export function reasonOf(error: unknown): string | undefined {
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : '';
  if (code === 9 && /\bindex\b/.test(text)) return 'INDEX_MISSING';
  if (code === NOT_FOUND && /database .*does not exist/i.test(text)) return 'NO_DATABASE';
  return code === undefined ? undefined : NAMES[code];
}

/** The gRPC code of an error of the SDK; undefined for any other. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
