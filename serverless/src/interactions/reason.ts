import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { ancestry, pathInEveryLocale } from '@interaction-history/shared/src/reason-codes/tree';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { AppError } from '../runtime/errors';

/**
 * RC-1, RC-2 on the server. A code retired since the agent chose it is still taken: her choice was valid when she made it.
 * @param policy null asks for no comment, and takes a code that has become a group since: the recording was complete when it was
 *   made, under the codes of its minute
 * @throws AppError invalid_request
 */
export function chosenReason(
  tree: ReasonTree,
  request: { reasonId: string; comment: string },
  policy: WrapUpPolicy | null,
): ReasonCode {
  const reason = tree.codes.find((code) => code.id === request.reasonId);
  if (reason === undefined || (policy !== null && tree.codes.some((code) => code.parentId === reason.id))) {
    throw new AppError('invalid_request', 'Choose another reason: this one is not in the published list', {
      fields: { reasonId: { code: 'unknown_value' } },
    });
  }
  if (policy !== null) assertComment(reason, request.comment, policy);
  return reason;
}

/** A comment where the reason, or the policy for every reason (AD-5), wants one. @throws AppError invalid_request */
export function assertComment({ commentRequired }: ReasonCode, comment: string, policy: WrapUpPolicy): void {
  if (comment.trim() !== '') return;
  if (commentRequired)
    throw new AppError('invalid_request', 'This reason needs a comment', { fields: { comment: { code: 'required' } } });
  if (policy === 'reason-and-comment')
    throw new AppError('invalid_request', 'Every reason needs a comment', { fields: { comment: { code: 'required' } } });
}

/** The reason as it is now, to be kept in an entry that no later change of the tree touches (AD-4). */
export function reasonSnapshot(tree: ReasonTree, reason: ReasonCode): Interaction['reason'] {
  return {
    id: reason.id,
    pathIds: ancestry(tree, reason.id).map(({ id }) => id),
    path: pathInEveryLocale(tree, reason.id),
    reportingValue: reason.reportingValue,
    treeVersion: tree.version,
  };
}
