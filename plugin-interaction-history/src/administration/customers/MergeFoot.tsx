import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { Grow } from '../../ui/layout';
import { Plain, Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { isSame, nameOf, twoOf, type MergeFlow, type MergeState } from './merge-flow';

/** The decision: it can't be undone, so it asks once more. What is in its way is written beside it. */
export const MergeFoot: React.FC<{ flow: MergeFlow; state: MergeState }> = ({ flow, state }) => {
  const { customers: words } = useAdministrationStrings().strings;
  const two = twoOf(state);
  const { phase } = state.merging;
  // what has stopped is gone on with, or given up, above
  if (phase === 'running' || phase === 'done' || phase === 'stopped') return null;
  if (phase === 'asking' && two !== null)
    return (
      <>
        <Grow>
          <Plain role="alert">
            {words.sure(nameOf(two.goes.customer, words.noName), nameOf(two.stays.customer, words.noName))}
          </Plain>
        </Grow>
        <Button variant="secondary" autoFocus onClick={() => flow.ask(false)}>
          {words.no}
        </Button>
        <Button variant="destructive" onClick={() => void flow.merge()}>
          {words.yes}
        </Button>
      </>
    );
  const isLacking = state.first.chosen === null || state.second.chosen === null;
  return (
    <>
      <Grow />
      {two === null ? (
        <Small role="status">{isLacking ? words.chooseBoth : isSame(state) ? words.same : words.chooseWho}</Small>
      ) : null}
      <Button variant="primary" disabled={two === null} onClick={() => flow.ask(true)}>
        {words.merge}
      </Button>
    </>
  );
};
