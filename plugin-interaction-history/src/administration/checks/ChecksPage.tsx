import * as React from 'react';
import type { AuditLimitsResponse } from '@interaction-history/shared/src/contract/audit';
import type { UnconfirmedResponse } from '@interaction-history/shared/src/contract/interactions';
import { Box } from '@twilio-paste/core/box';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useAdministration, useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Frame, PageTitle } from '../ui/Frame';
import { Loading } from '../ui/Loading';
import { Panel } from '../ui/Panel';
import { Unconfirmed } from './Unconfirmed';
import { en, type ChecksWords } from './words.en';
import { ja } from './words.ja';

type Read =
  | { phase: 'loading' }
  | { phase: 'failed'; error: ApiError }
  | { phase: 'ready'; unconfirmed: UnconfirmedResponse; limits: AuditLimitsResponse };

/** What waits for a supervisor: entries that only their agent vouches for, and who has met the limit of reading (TR-2, TR-3). */
export const ChecksPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  const api = useApi();
  const words: ChecksWords = pick({ en, ja }, locale, en);
  const [read, setRead] = React.useState<Read>({ phase: 'loading' });
  const [attempt, setAttempt] = React.useState(0);
  React.useEffect(() => {
    let isShown = true;
    Promise.all([api('interactions/unconfirmed', {}), api('audit/limits', {})]).then(
      ([unconfirmed, limits]) => {
        if (isShown) setRead({ phase: 'ready', unconfirmed, limits });
      },
      (thrown: unknown) => {
        if (isShown) setRead({ phase: 'failed', error: asApiError(thrown) });
      },
    );
    return () => {
      isShown = false;
    };
  }, [api, attempt]);
  const again = (): void => setAttempt(attempt + 1);
  return (
    <Frame title={<PageTitle>{words.title}</PageTitle>} tabs={tabs}>
      {read.phase === 'loading' ? <Loading label={words.loading} columns="minmax(0, 1fr)" /> : null}
      {read.phase === 'failed' ? (
        <Notice
          kind="error"
          urgent
          title={words.failed}
          body={explain(read.error, agent)}
          action={<RetryButton what={words.retry} onRetry={again} />}
        />
      ) : null}
      {read.phase === 'ready' ? (
        <Box display="flex" flexDirection="column" rowGap="space50">
          <Unconfirmed words={words} waiting={read.unconfirmed} onDecided={again} />
          <Panel label={words.limits} head={<span>{words.limits}</span>}>
            {read.limits.workers.length === 0 ? (
              <Box padding="space50">
                <Small>{words.noneLimits}</Small>
              </Box>
            ) : (
              <DataTable
                label={words.limits}
                columns={[
                  { name: words.columns.agent },
                  { name: words.columns.minutes, isNumber: true },
                  { name: words.columns.last },
                ]}
                rows={read.limits.workers.map(({ worker, times, lastAt }) => ({
                  key: worker.sid,
                  cells: [worker.name, times, momentOf(locale, lastAt, Date.now())],
                }))}
              />
            )}
          </Panel>
        </Box>
      ) : null}
    </Frame>
  );
};
