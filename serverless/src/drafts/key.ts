import { hkdfSync } from 'node:crypto';
import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';

/**
 * A worker's key, derived from the account's auth token: the same at every desk and in every process, and stored nowhere (PR-4).
 * It asks no source, so that a browser can keep what was typed just when a source is down.
 */
export async function draftKey(_: RequestOf<'drafts/key'>, ctx: RequestContext): Promise<ResponseOf<'drafts/key'>> {
  const { authToken, accountSid } = ctx.deployed;
  const key = hkdfSync('sha256', authToken, accountSid, `interaction-history draft key ${ctx.worker.sid}`, 32);
  return { key: Buffer.from(key).toString('base64') };
}
