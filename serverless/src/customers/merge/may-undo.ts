import { AMEND_HOURS } from '@interaction-history/shared/src/limits';
import type { Timestamp } from 'firebase-admin/firestore';
import type { BaseContext } from '../../runtime/context';

/** By whom, and when; undefined: by nobody, as what a record brought. */
type Joined = { by: { sid: string }; at: Timestamp };

/** Supervisors may undo what anybody joined, an agent their own for as long as they may amend an entry: 24 hours (ID-17). */
export function mayUndo({ worker }: Pick<BaseContext, 'worker'>, joined: Joined | undefined): boolean {
  if (worker.roles.some((role) => role !== 'agent')) return true;
  if (joined === undefined) return false;
  return joined.by.sid === worker.sid && Date.now() - joined.at.toMillis() < AMEND_HOURS * 3_600_000;
}
