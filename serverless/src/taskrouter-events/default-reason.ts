import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { defaultReasonProblem } from '@interaction-history/shared/src/reason-codes/default-reason';
import type { RequestContext } from '../context';
import { reasonSnapshot } from '../interactions/reason';

/** Where the tree has neither the configured code nor `other`. No code may have this id: it would be one of the tree's. */
export const UNATTENDED: Omit<Interaction['reason'], 'treeVersion'> = {
  id: 'unattended',
  pathIds: ['unattended'],
  path: { en: ['Ended without a reason'], ja: ['理由の記録なし'] },
  reportingValue: 'unattended',
};

/**
 * The reason of a task that ended without the agent (RC-6): the configured one, else the tree's `other` while it is a reason that
 * can be given, else a built-in one. A configured code that was retired since stays: only an admin changes the setting.
 */
export function defaultReason(tree: ReasonTree, ctx: Pick<RequestContext, 'config' | 'note'>): Interaction['reason'] {
  const { defaultReasonId } = ctx.config;
  const byId = (id: string | null) => tree.codes.find((code) => code.id === id);
  const configured = byId(defaultReasonId);
  if (defaultReasonId !== null && configured === undefined) ctx.note('DEFAULT_REASON_ID is not in the published tree');
  const code = configured ?? (defaultReasonProblem(tree.codes, 'other') === null ? byId('other') : undefined);
  return code === undefined ? { ...UNATTENDED, treeVersion: tree.version } : reasonSnapshot(tree, code);
}
