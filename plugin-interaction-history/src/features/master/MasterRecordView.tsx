import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import type { MasterRecord } from '@interaction-history/shared/src/contract/customers';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Announce, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { NameHeading, Plain } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { companyAndNumber } from '../customer/CustomerFacts';
import type { Origin } from '../customer/customer-views';
import { SourceBadge } from '../customer/SourceBadge';
import { resultsOf } from '../query/query-state';
import { useTaskSession } from '../task-session';
import { Decision } from './Decision';
import { RecordFacts } from './RecordFacts';

interface Props {
  /** As the result or match had it: what is shown until the record is there. */
  name: string;
  /** Where it was opened from: the way back. */
  from: Origin;
}

/** The master's record in full, and importing it into Salesforce (ID-9). */
export const MasterRecordView: React.FC<Props> = ({ name, from }) => {
  const strings = useStrings();
  const { master, query, actions } = useTaskSession();
  const { record } = useStore(master.store);
  const results = resultsOf(useStore(query.store));
  const back = React.useRef<HTMLDivElement>(null);
  // what was pressed to come here is gone: the way back has the focus until the record is there
  React.useEffect(() => back.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    actions.back();
  };
  const isLoading = record.phase === 'loading';
  return (
    <div onKeyDown={onKeyDown}>
      <Section label={strings.customer.heading} busy={isLoading}>
        <div ref={back}>
          <TextButton onClick={actions.back}>
            <Icon name="left" size={12} />
            {from === 'results' ? strings.master.results(results.length) : strings.master.matches}
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
              action={<RetryButton onRetry={() => void master.retry()} what={strings.master.failed} />}
            />
          </Box>
        ) : null}
        <Announce>{isLoading ? strings.master.loading : ''}</Announce>
      </Section>
      {record.phase === 'done' ? (
        <>
          <RecordFacts record={record.answer.record} />
          <Decision answer={record.answer} />
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
