import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import type { MasterRecord, Match } from '@interaction-history/shared/src/contract/customers';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Announce, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { NameHeading, Plain } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { companyAndNumber } from '../customer/CustomerFacts';
import { SourceBadge } from '../customer/SourceBadge';
import { Decision } from './Decision';
import type { MasterState } from './masters';
import { RecordFacts } from './RecordFacts';

export interface MasterRecordViewProps {
  state: MasterState;
  /** As the result or match had it: what is shown until the record is there. */
  name: string;
  /** The way back, in words: "Results (4)". */
  backTo: string;
  /** The caller's address as people read it; null when it is withheld. */
  callerAddress: string | null;
  /** Why nobody can be chosen now. */
  notYet: string | null;
  onBack: () => void;
  onRetry: () => void;
  onBring: (allowDuplicates: boolean) => void;
  /** Uses a Salesforce record. */
  onUseMatch: (match: Match) => void;
  /** Uses the master's record as it is, without Salesforce. */
  onUseMaster: (record: MasterRecord) => void;
}

/** The master's record in full, and bringing it into Salesforce (ID-9). */
export const MasterRecordView: React.FC<MasterRecordViewProps> = (props) => {
  const { state, name, backTo, onBack, onRetry } = props;
  const strings = useStrings();
  const { record } = state;
  const back = React.useRef<HTMLDivElement>(null);
  // what was pressed to come here is gone: the way back has the focus until the record is there
  React.useEffect(() => back.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onBack();
  };
  const isLoading = record.phase === 'loading';
  return (
    <div onKeyDown={onKeyDown}>
      <Section label={strings.customer.heading} busy={isLoading}>
        <div ref={back}>
          <TextButton onClick={onBack}>
            <Icon name="left" size={12} />
            {backTo}
          </TextButton>
        </div>
        <Row marginTop="space30">
          <NameHeading as="h2">{record.phase === 'done' ? record.answer.record.name : name}</NameHeading>
          <SourceBadge source="master" />
        </Row>
        {record.phase === 'done' ? <Brief record={record.answer.record} /> : null}
        {isLoading ? (
          <Box aria-hidden="true" marginTop="space30">
            <SkeletonLoader height="22rem" />
          </Box>
        ) : null}
        {record.phase === 'failed' ? (
          <Box marginTop="space40">
            <Notice
              kind="error"
              title={strings.master.failed}
              body={strings.customer.failedBody(explain(record.error, strings))}
              action={<RetryButton onRetry={onRetry} what={strings.master.failed} />}
            />
          </Box>
        ) : null}
        <Announce>{isLoading ? strings.master.loading : ''}</Announce>
      </Section>
      {record.phase === 'done' ? (
        <>
          <RecordFacts record={record.answer.record} />
          <Decision {...props} answer={record.answer} />
        </>
      ) : null}
    </div>
  );
};

/** Below the name: number, status, segment and type. */
const Brief: React.FC<{ record: MasterRecord }> = ({ record }) => {
  const kinds = [record.segment, record.type].filter((text) => text !== null);
  return (
    <>
      <Plain color="colorTextWeak">{companyAndNumber({ company: null, accountNumber: record.accountNumber })}</Plain>
      {record.status === null && kinds.length === 0 ? null : (
        <Row flexWrap="wrap" rowGap="space20" marginTop="space20">
          {record.status === null ? null : /^active$/i.test(record.status) ? (
            <Badge tone="good" icon="check">
              {record.status}
            </Badge>
          ) : (
            <Badge tone="plain">{record.status}</Badge>
          )}
          {kinds.map((kind) => (
            <Badge key={kind} tone="plain">
              {kind}
            </Badge>
          ))}
        </Row>
      )}
    </>
  );
};
