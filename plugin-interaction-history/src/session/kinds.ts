import { AMEND_HOURS } from '@interaction-history/shared/src/limits';
import { AMENDMENTS } from '../features/history/amendment-store';
import { OUTBOX } from '../features/outbox/outbox';
import { draftIn, DRAFTS } from '../features/wrap-up/draft';
import { joinDrafts } from '../features/wrap-up/join-texts';
import type { Kind } from '../state/sealed-storage';

/** The server takes no entry for later than this: its time is clamped to it. */
const MONTH_MS = 30 * 86_400_000;

/** What the browser seals, and how long it may lie there. */
export const SEALED_KINDS: readonly Kind[] = [
  {
    prefix: DRAFTS,
    keepMs: MONTH_MS,
    join(earlier, mine) {
      const [before, now] = [draftIn(earlier), draftIn(mine)];
      return before !== null && now !== null ? { ...joinDrafts(before, now), base: before.base } : mine;
    },
  },
  { prefix: OUTBOX, keepMs: MONTH_MS },
  // an entry can be amended for so long: what was typed for one is of no use after that
  { prefix: AMENDMENTS, keepMs: AMEND_HOURS * 3_600_000 },
];
