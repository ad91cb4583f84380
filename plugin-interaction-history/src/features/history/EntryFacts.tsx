import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { isolated } from '../../strings/bidi';
import { addressWords } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Row } from '../../ui/layout';
import { RecordLink } from '../../ui/RecordLink';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { Marks } from '../services/Marks';

interface Props {
  entry: Interaction;
  ownWorkerSid: string;
  ownAddress: string | null;
  onAmend: (() => void) | null;
}

/** Who, where, how long; the case; what was out of the ordinary: a transfer, an end without the agent, an entry that waits for a supervisor (IH-2, RC-6, TR-2). */
export const EntryFacts: React.FC<Props> = ({ entry, ownWorkerSid, ownAddress, onAmend, children }) => {
  const { history } = useStrings();
  const { worker, queue, durationSeconds, caseNumber, caseUrl, transferredFrom, endedBy, address, direction } = entry;
  const minutes = durationSeconds === null ? null : Math.round(durationSeconds / 60);
  const duration = minutes === null ? null : minutes < 1 ? history.underMinute : history.minutes(minutes);
  const facts = [worker.sid === ownWorkerSid ? history.you : worker.name, queue.name, duration].filter(Boolean).join(' · ');
  const caseName = caseNumber === null ? null : history.case(caseNumber);
  const isOther = address !== null && address !== ownAddress;
  return (
    <>
      {isOther ? (
        <Small overflowWrap="anywhere">{history[direction === 'inbound' ? 'from' : 'to'](isolated(addressWords(address)))}</Small>
      ) : null}
      <Box display="flex" flexWrap="wrap" columnGap="space20" alignItems="center">
        <Small overflowWrap="anywhere">{facts}</Small>
        {caseName === null ? null : <Dot />}
        {caseName !== null && caseUrl !== null ? <RecordLink href={caseUrl}>{caseName}</RecordLink> : <Small>{caseName}</Small>}
        {entry.verified ? null : (
          <>
            <Dot />
            <Small>{history.unverified}</Small>
          </>
        )}
        {onAmend === null ? null : (
          <>
            <Dot />
            <TextButton onClick={onAmend}>{history.amend}</TextButton>
          </>
        )}
      </Box>
      {children}
      <Marks marks={entry.actions} isNews={false} />
      {transferredFrom === null ? null : (
        <Box display="flex" alignItems="center" columnGap="space20" color="colorTextWeak">
          <Icon name="transfer" size={12} />
          <Small>
            {history.transferredFrom(
              transferredFrom.worker.sid === ownWorkerSid ? history.youWithin : transferredFrom.worker.name,
            )}
          </Small>
        </Box>
      )}
      {entry.unconfirmed ? (
        <Row marginTop="space20">
          <Badge tone="pending">{history.unconfirmed}</Badge>
        </Row>
      ) : null}
      {endedBy === 'agent' ? null : (
        <Row marginTop="space20">
          <Badge tone="pending">{history.endedBy[endedBy]}</Badge>
        </Row>
      )}
    </>
  );
};

const Dot: React.FC = () => <Small>·</Small>;
