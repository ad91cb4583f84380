import { isSameOrigin } from '@interaction-history/shared/src/caller/same-origin';
import type { RequestContext } from '../context';
import { deadlineIn } from '../runtime/deadline';

/** Of a new process, to log in; the entry does not wait longer for a link. */
const LOGIN_MS = 1_000;

/**
 * The link that a task carries to its case, where it leads to the configured org (TR-4): a task's attributes are of anyone's making. Where
 * the org can't be asked there is no link; the case's number stays.
 */
export async function caseLink(caseUrl: string | null, ctx: RequestContext): Promise<string | null> {
  const opening = caseUrl === null ? null : ctx.clients.salesforce();
  if (caseUrl === null || opening === null) return null;
  try {
    const org = await (await opening).instanceUrl(deadlineIn(LOGIN_MS, ctx.deadline));
    return isSameOrigin(caseUrl, org) ? caseUrl : null;
  } catch (error) {
    ctx.note('case link not checked', { source: 'salesforce', error });
    return null;
  }
}
