import type { OwnAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import { isSameOrigin } from '@interaction-history/shared/src/caller/same-origin';
import type { RequestContext } from '../context';
import { deadlineIn } from '../runtime/deadline';

/** Of a new process, to log in; the entry does not wait longer for a link. */
const LOGIN_MS = 1_000;

/** The link if it leads to the org, else null. */
export type LinkCheck = (url: string | null) => string | null;

/**
 * Tells which of a task's links lead to the configured org (TR-4): a task's attributes are of anyone's making. Where the org can't be asked
 * there is no link; numbers of cases and orders stay. Asks only where there is a link.
 */
export async function linksOf({ caseUrl, actions }: OwnAttributes, ctx: RequestContext): Promise<LinkCheck> {
  const hasLinks = [caseUrl, ...actions.map(({ url }) => url)].some((url) => url !== null);
  const opening = hasLinks ? ctx.clients.salesforce() : null;
  if (opening === null) return () => null;
  try {
    const org = await (await opening).instanceUrl(deadlineIn(LOGIN_MS, ctx.deadline));
    return (url) => (url !== null && isSameOrigin(url, org) ? url : null);
  } catch (error) {
    ctx.note('links not checked', { source: 'salesforce', error });
    return () => null;
  }
}
