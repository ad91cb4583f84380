import type { ReasonCode } from '../contract/reason-codes';
import type { SettingIssue } from '../contract/settings';

/**
 * Why a code cannot be the reason of tasks that end without the agent (RC-6); null when it can. Limits to queues and channels
 * do not matter: nobody picks it.
 */
export function defaultReasonProblem(codes: readonly ReasonCode[], id: string): SettingIssue['problem'] | null {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const reason = byId.get(id);
  if (reason === undefined) return 'unknown-reason';
  if (codes.some(({ parentId }) => parentId === id)) return 'group-reason';
  const seen = new Set<string>();
  for (let code: ReasonCode | undefined = reason; code !== undefined && !seen.has(code.id);) {
    if (!code.active) return 'retired-reason';
    seen.add(code.id);
    code = code.parentId === null ? undefined : byId.get(code.parentId);
  }
  return null;
}
