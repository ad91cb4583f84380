import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { MAX_CASE_DESCRIPTION, MAX_CASE_SUBJECT } from '@interaction-history/shared/src/limits';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import { useLanguage } from '../../../strings/strings';
import { useTaskSession } from '../../task-session';
import type { Typed } from '../services-state';

/** What an action's form begins with: an inquiry has the call's reason and comment (SA-8), every other one nothing. */
export function useFilledIn(): (action: ServiceAction) => Typed {
  const { wrapUp, rules } = useTaskSession();
  const { locale } = useLanguage();
  return (action): Typed => {
    if (action !== 'general-inquiry') return {};
    const { reasonId, comment } = wrapUp.store.get();
    const { tree } = rules.store.get();
    const path = tree === null || reasonId === null ? '' : pathLabels(tree, reasonId, locale).join(' › ');
    return { subject: path.slice(0, MAX_CASE_SUBJECT), description: comment.slice(0, MAX_CASE_DESCRIPTION) };
  };
}
