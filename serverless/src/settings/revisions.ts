import type { RequestContext } from '../context';
import type { RequestOf, ResponseOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { listRevisions, toRevision } from '../versioned/revisions';
import { SETTINGS } from './published-settings';

/** Published revisions, newest first, each with what it published: publishing one again restores it. */
export async function revisions(
  { before }: RequestOf<'settings/revisions'>,
  ctx: RequestContext,
): Promise<ResponseOf<'settings/revisions'>> {
  const { documents, more } = await onFirestore(ctx.deadline, async () =>
    listRevisions(await ctx.clients.firestore(), SETTINGS, before, 'settings'),
  );
  return { revisions: documents.map((each) => ({ ...toRevision(each), settings: each.settings })), more };
}
