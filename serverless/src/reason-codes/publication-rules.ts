import type { PublicationIssue, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { publicationIssues } from '@interaction-history/shared/src/reason-codes/publish';
import { defaultReasonProblem } from '@interaction-history/shared/src/reason-codes/default-reason';
import { STARTER_TREE } from '@interaction-history/shared/src/reason-codes/starter-tree';
import type { Config } from '../config/config';
import type { ReasonCodesDocument } from '../vendors/firestore/documents';

/**
 * What stands against publishing these codes now: the rules of a tree, the past (AD-4), also beyond the current tree, and the
 * default reason. Publishing and importing ask the same question here.
 */
export function publicationProblems(
  codes: readonly ReasonCode[],
  current: ReasonCodesDocument | null,
  config: Pick<Config, 'defaultReasonId'>,
): PublicationIssue[] {
  const before = current?.codes ?? STARTER_TREE.codes;
  const issues = publicationIssues(before, codes);
  const reported = new Set(issues.map(keyOf));
  const more = [...ledgerIssues(current?.ledger ?? {}, codes), ...defaultReasonIssues(before, codes, config)];
  return [...issues, ...more.filter((issue) => !reported.has(keyOf(issue)))];
}

/**
 * Tasks that end without the agent go on getting the default reason (RC-6): a publication does not take it away unseen. One
 * that was wrong before is not this publication's doing.
 */
export function defaultReasonIssues(
  before: readonly ReasonCode[],
  codes: readonly ReasonCode[],
  { defaultReasonId: id }: Pick<Config, 'defaultReasonId'>,
): PublicationIssue[] {
  if (id === null || defaultReasonProblem(before, id) !== null || defaultReasonProblem(codes, id) === null) return [];
  return [{ codeId: id, problem: 'default-reason-unavailable' }];
}

/** AD-4 beyond the current tree: a code of long ago keeps its value, and its value stays its own. */
function ledgerIssues(ledger: Readonly<Record<string, string>>, codes: readonly ReasonCode[]): PublicationIssue[] {
  const owners = new Map(Object.entries(ledger).map(([id, value]) => [value, id]));
  return codes.flatMap(({ id, reportingValue }): PublicationIssue[] => {
    const owner = owners.get(reportingValue);
    if (owner !== undefined && owner !== id) return [{ codeId: id, problem: 'duplicate-reporting-value' }];
    const known = Object.hasOwn(ledger, id) ? ledger[id] : undefined;
    return known !== undefined && known !== reportingValue ? [{ codeId: id, problem: 'reporting-value-changed' }] : [];
  });
}

const keyOf = ({ codeId, problem }: PublicationIssue): string => `${problem} ${codeId}`;
