import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Grow, Row } from '../../ui/layout';
import { Key, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { CustomerState } from './customer-state';
import { LinkFailure } from './LinkFailure';
import { MatchList } from './MatchList';
import { offer } from './candidates';
import { keyOf, sourceOf, type Candidate } from './records';
import { SourceBadge } from './SourceBadge';

interface Props {
  state: CustomerState;
  notYet: string | null;
  lastContact: React.ReactNode;
  /** The refusal on top of the tab says already why linking failed. */
  quiet: boolean;
  onConfirm: (candidate: Candidate) => void;
  onReject: () => void;
  onReconsider: () => void;
  onUnlink: () => void;
  onFullRecord: (candidate: Candidate) => void;
}

/** The matches and how to leave them. */
export const Choice: React.FC<Props> = (props) => {
  const { state, notYet, lastContact, quiet, onConfirm, onReject, onReconsider, onUnlink, onFullRecord } = props;
  const { customer } = useStrings();
  const offered = offer(state);
  const single = offered.preselected !== null;
  const source = offered.source ?? 'salesforce';
  // the task is linked with somebody: there is nobody to go on to
  const isLinked = state.link.phase === 'restoring';
  return (
    <>
      <Row minHeight="sizeSquare60">
        {single ? (
          <>
            <Grow>
              <Small id="ih-who">{customer.oneMatch}</Small>
            </Grow>
            <SourceBadge source={offered.preselected?.from === 'match' ? sourceOf(offered.preselected.match) : source} />
          </>
        ) : (
          <>
            <Strong as="h2" id="ih-who">
              {isLinked ? customer.lookupFound : customer.whoIsIt}
            </Strong>
            <Count>{offered.total}</Count>
            <Grow />
            {offered.candidates.length > 1 ? (
              <Small>
                <Key>↑</Key> <Key>↓</Key> {customer.move}
              </Small>
            ) : null}
          </>
        )}
      </Row>
      <MatchList
        key={`${source} ${offered.candidates.map(keyOf).join(' ')} ${single}`}
        offer={offered}
        labelledBy="ih-who"
        notYet={notYet}
        onConfirm={onConfirm}
        onReject={isLinked ? null : onReject}
        onFullRecord={onFullRecord}
      />
      {quiet ? null : <LinkFailure link={state.link} onConfirm={onConfirm} onUnlink={onUnlink} />}
      {single ? lastContact : null}
      {isLinked ? null : (
        <Row marginTop="space30" minHeight="sizeSquare60">
          <TextButton onClick={onReject}>
            {source !== 'master' ? customer.notThisCustomer : offered.total > 1 ? customer.noneOfThese : customer.notThisOne}
          </TextButton>
          <Key>N</Key>
          <Grow />
          {state.rejected.length > 0 ? <TextButton onClick={onReconsider}>{customer.showAgain}</TextButton> : null}
        </Row>
      )}
    </>
  );
};
