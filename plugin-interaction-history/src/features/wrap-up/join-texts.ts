import type { Draft } from './draft';

/** One of two texts that were typed apart, at two desks or before the first could be read: nothing of either is lost (RC-4). */
export function joinDrafts<D extends Draft>(earlier: Draft, mine: D): D {
  return { ...mine, reasonId: mine.reasonId ?? earlier.reasonId, comment: joinTexts(earlier.comment, mine.comment) };
}

/** A text that grew out of the other holds it already. */
function joinTexts(earlier: string, mine: string): string {
  if (mine.includes(earlier)) return mine;
  return earlier.includes(mine) ? earlier : `${earlier}\n${mine}`;
}
