import type { ImportCodesResponse } from '@interaction-history/shared/src/contract/reason-codes';
import { readCodes } from '@interaction-history/shared/src/reason-codes/file/import';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { publicationProblems } from './publication-rules';
import { readCurrent } from '../versioned/revisions';
import { REASON_CODES } from './tree-document';

/**
 * Reads a file of reason codes and holds it against what is published (AD-3). Applies nothing: the editor takes the codes into
 * the draft, sees what would change, and publishes.
 */
export async function importCodes(request: RequestOf<'reason-codes/import'>, ctx: RequestContext): Promise<ImportCodesResponse> {
  const current = await onFirestore(ctx.deadline, async () => readCurrent(await ctx.clients.firestore(), REASON_CODES));
  const published = current?.codes ?? STARTER_TREE.codes;
  // A locale that is used no more may still stand in a file that was exported
  const locales = [...new Set([...ctx.config.locales, ...published.flatMap(({ labels }) => Object.keys(labels))])];
  return readCodes(request, { locales, publicationIssues: (codes) => publicationProblems(codes, current, ctx.config) });
}
