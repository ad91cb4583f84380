import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Grow, Row } from '../../ui/layout';
import { Key, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { CustomerState } from './customer-state';
import { LinkFailure } from './LinkFailure';
import { MatchList } from './MatchList';
import { candidatesFor } from './candidates';
import { keyOf, sourceOf } from './records';
import { SourceBadge } from './SourceBadge';
import { useTaskSession } from '../task-session';
import { useCustomer } from './use-customer';

interface Props {
  state: CustomerState;
  lastContact: React.ReactNode;
}

/** The matches and how to leave them. */
export const Choice: React.FC<Props> = ({ state, lastContact }) => {
  const { actions } = useTaskSession();
  const { notYet } = useCustomer();
  const { customer } = useStrings();
  const list = candidatesFor(state);
  const single = list.preselected !== null;
  const source = list.source ?? 'salesforce';
  // the task has a customer: there is nobody to go on to
  const isLinked = state.link.phase === 'restoring';
  return (
    <>
      <Row minHeight="sizeSquare60">
        {single ? (
          <>
            <Grow>
              <Small id="ih-who">{customer.oneMatch}</Small>
            </Grow>
            <SourceBadge source={list.preselected?.from === 'match' ? sourceOf(list.preselected.match) : source} />
          </>
        ) : (
          <>
            <Strong as="h2" id="ih-who">
              {isLinked ? customer.lookupFound : customer.whoIsIt}
            </Strong>
            <Count>{list.total}</Count>
            <Grow />
            {list.candidates.length > 1 ? (
              <Small>
                <Key>↑</Key> <Key>↓</Key> {customer.move}
              </Small>
            ) : null}
          </>
        )}
      </Row>
      <MatchList
        key={`${source} ${list.candidates.map(keyOf).join(' ')} ${single}`}
        list={list}
        labelledBy="ih-who"
        notYet={notYet}
        onConfirm={actions.confirm}
        onReject={isLinked ? null : actions.reject}
        onFullRecord={actions.fullRecord}
      />
      <LinkFailure />
      {single ? lastContact : null}
      {isLinked ? null : (
        <Row marginTop="space30" minHeight="sizeSquare60">
          <TextButton onClick={actions.reject}>
            {source !== 'master' ? customer.notThisCustomer : list.total > 1 ? customer.noneOfThese : customer.notThisOne}
          </TextButton>
          <Key>N</Key>
          <Grow />
          {state.rejected.length > 0 ? <TextButton onClick={actions.reconsider}>{customer.showAgain}</TextButton> : null}
        </Row>
      )}
    </>
  );
};
