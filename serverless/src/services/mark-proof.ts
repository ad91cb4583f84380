import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { ProvenMark } from '@interaction-history/shared/src/caller/own-attributes';
import type { ActionMark } from '@interaction-history/shared/src/contract/services';
import type { RequestContext } from '../context';

/** Bytes of a proof: a task's attributes have 4 KB. */
const BYTES = 12;

/**
 * What a mark on a task carries so that it is known for ours (SV-4): whoever may write the task's attributes can write a mark, but not its
 * proof. Made of the account's auth token, as the drafts' keys are: it is stored nowhere, and once the token is changed, marks of calls that are
 * still open are no longer believed.
 */
export function proofOf(taskSid: string, mark: ActionMark, { deployed }: Pick<RequestContext, 'deployed'>): string {
  const key = hkdfSync('sha256', deployed.authToken, deployed.accountSid, 'interaction-history action marks', 32);
  const { action, at, number, url, workerSid } = mark;
  const said = JSON.stringify([taskSid, action, at, number, url, workerSid]);
  return createHmac('sha256', Buffer.from(key)).update(said).digest().subarray(0, BYTES).toString('base64url');
}

/** The mark itself, where it was made by us for this task. */
export function believed(taskSid: string, { proof, ...mark }: ProvenMark, ctx: Pick<RequestContext, 'deployed'>): ActionMark[] {
  const [own, given] = [Buffer.from(proofOf(taskSid, mark, ctx)), Buffer.from(proof)];
  return own.length === given.length && timingSafeEqual(own, given) ? [mark] : [];
}
