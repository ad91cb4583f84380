import { Timestamp } from 'firebase-admin/firestore';
import { AppError } from '../runtime/errors';

/** An entry's place in the order of time, opaque. */
export const writeCursor = (at: Timestamp, id: string): string =>
  Buffer.from(`${at.seconds}.${at.nanoseconds}.${id}`).toString('base64url');

/** @throws AppError invalid_request */
export function readCursor(cursor: string): [Timestamp, string] {
  const [, seconds, nanoseconds, id] =
    /^(-?\d{1,12})\.(\d{1,9})\.(WT[0-9a-f]{32}_WR[0-9a-f]{32}(?:_WK[0-9a-f]{32})?)$/.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  if (seconds === undefined || nanoseconds === undefined || id === undefined) {
    throw new AppError('invalid_request', 'The cursor is not one of ours: start from the first page', {
      fields: { cursor: { code: 'wrong_format' } },
    });
  }
  return [new Timestamp(Number(seconds), Number(nanoseconds)), id];
}
