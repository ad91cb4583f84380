import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { Small } from '../../ui/text';
import { useAdministration, useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Frame, PageTitle } from '../ui/Frame';
import { Loading } from '../ui/Loading';
import { Panel } from '../ui/Panel';
import { ReadFailure } from '../ui/ReadFailure';
import { shownOf, useRead } from '../ui/use-read';
import { Unconfirmed } from './Unconfirmed';
import { en, type ChecksWords } from './words.en';
import { ja } from './words.ja';

/** What waits for a supervisor: entries that only their agent vouches for, and who has met the limit of reading (TR-2, TR-3). */
export const ChecksPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const api = useApi();
  const words: ChecksWords = pick({ en, ja }, locale, en);
  const { read, again } = useRead(
    React.useCallback(() => Promise.all([api('interactions/unconfirmed', {}), api('audit/limits', {})]), [api]),
  );
  const shown = shownOf(read);
  return (
    <Frame title={<PageTitle>{words.title}</PageTitle>} tabs={tabs}>
      {read.phase === 'loading' && shown === null ? <Loading label={words.loading} columns="minmax(0, 1fr)" /> : null}
      {read.phase === 'failed' ? (
        <ReadFailure title={words.failed} error={read.error} what={words.retry} onRetry={again} />
      ) : null}
      {shown !== null ? (
        <Box display="flex" flexDirection="column" rowGap="space50">
          <Unconfirmed words={words} waiting={shown[0]} onDecided={again} />
          <Panel label={words.limits} head={<span>{words.limits}</span>}>
            {shown[1].workers.length === 0 ? (
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
                rows={shown[1].workers.map(({ worker, times, lastAt }) => ({
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
