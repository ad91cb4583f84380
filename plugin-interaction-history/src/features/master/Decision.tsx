import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { MasterRecordResponse, Match } from '@interaction-history/shared/src/contract/customers';
import { explain, type ApiError } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { useFocusOnMount } from '../../ui/focus-scope';
import { Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Key, OneLine, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { Duplicates } from './Duplicates';
import { useCallerAddress, useCustomer } from '../customer/use-customer';
import { useTaskSession } from '../task-session';

/** What can be done with a master record, by what Salesforce says of it: one blue button, which has the focus (ID-9). */
export const Decision: React.FC<{ answer: MasterRecordResponse }> = ({ answer }) => {
  const strings = useStrings();
  const { master } = strings;
  const session = useTaskSession();
  const { actions } = session;
  const { importing } = useStore(session.master.store);
  const { notYet } = useCustomer();
  const callerAddress = useCallerAddress();
  const { record, inSalesforce, salesforce } = answer;
  const why = (error: ApiError): string => explain(error, strings);
  const button = React.useRef<HTMLButtonElement>(null);
  useFocusOnMount('master-way', () => button.current);

  const choose = (match: Match): void => actions.confirm({ from: 'match', match });
  if (importing.phase === 'duplicates')
    return <Duplicates matches={importing.matches} notYet={notYet} onUse={choose} onCreateAnyway={() => actions.import(true)} />;
  const isImporting = importing.phase === 'importing';
  const useMaster = (): void => actions.useMaster(record);
  const importNow = (): void => actions.import(importing.phase === 'failed' && importing.allowDuplicates);
  const way =
    salesforce !== 'ok'
      ? { act: useMaster, words: master.use(record.name) }
      : inSalesforce !== null
        ? { act: () => choose(inSalesforce), words: master.use(inSalesforce.name) }
        : { act: importNow, words: isImporting ? master.importing : master.import };
  return (
    <Section label={master.heading}>
      {salesforce === 'failed' ? (
        <Notice
          kind="error"
          title={master.salesforceDown}
          body={master.salesforceDownBody}
          action={<RetryButton onRetry={() => void session.master.retry()} what={master.salesforceDown} />}
        />
      ) : salesforce === 'skipped' ? (
        <Notice kind="neutral" title={master.salesforceOff} body={master.salesforceOffBody} />
      ) : inSalesforce !== null ? (
        <Notice kind="info" icon="cloud" title={master.already} body={master.alreadyBody(record.accountNumber)} />
      ) : (
        <Notice kind="info" icon="cloud" title={master.notYet} body={master.notYetBody(record.accountNumber)} />
      )}
      {importing.phase === 'failed' ? (
        <Box marginTop="space30">
          <Notice
            kind="error"
            urgent
            title={master.importFailed}
            body={importing.error.retryable ? master.importFailedBody(why(importing.error)) : why(importing.error)}
          />
        </Box>
      ) : null}
      {callerAddress === null ? null : <Small marginTop="space30">{master.callerKept(callerAddress)}</Small>}
      <Box marginTop="space40" minHeight="sizeSquare90" display="flex" flexDirection="column" rowGap="space30">
        {notYet === null ? (
          <Button ref={button} variant="primary" size="small" fullWidth onClick={way.act}>
            <OneLine>{way.words}</OneLine> <Key>{strings.customer.enter}</Key>
          </Button>
        ) : (
          <Small>{notYet}</Small>
        )}
        {notYet === null && way.act === importNow && !isImporting ? (
          <Box>
            <TextButton onClick={useMaster}>{master.useWithout}</TextButton>
          </Box>
        ) : null}
      </Box>
    </Section>
  );
};
