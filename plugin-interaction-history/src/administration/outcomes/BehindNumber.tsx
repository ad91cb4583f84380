import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { DataTable } from '../ui/DataTable';
import { Panel } from '../ui/Panel';
import { ReadFailure } from '../ui/ReadFailure';
import { shownOf } from '../ui/use-read';
import type { Names } from './report-view';
import { useInteractions, type Listed, type Opened } from './use-outcomes';
import type { OutcomeWords } from './words.en';

interface Props {
  opened: Opened;
  words: OutcomeWords;
  names: Names;
  onClose: () => void;
}

/** The interactions that a number counts, newest first. Reading them is an entry of the audit trail (OR-5). */
export const BehindNumber: React.FC<Props> = ({ opened, words, names, onClose }) => {
  const { read, more, again } = useInteractions(opened);
  const region = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    region.current?.focus({ preventScroll: true });
    region.current?.scrollIntoView?.({ block: 'start' });
  }, [opened]);
  const listed = shownOf(read);
  return (
    <Box ref={region} tabIndex={-1} outline="none">
      <Panel
        label={words.behind(opened.title)}
        head={
          <>
            <span>{words.behind(opened.title)}</span>
            <Small role="status">
              {listed === null ? words.loading : words.shown(listed.entries.length, listed.nextCursor !== null)}
            </Small>
            <Box flexGrow={1} />
            <TextButton onClick={onClose}>{words.close}</TextButton>
          </>
        }
        foot={
          listed?.nextCursor ? (
            <TextButton disabled={read.phase === 'loading'} onClick={more}>
              {words.more}
            </TextButton>
          ) : undefined
        }
      >
        {read.phase === 'failed' ? (
          <ReadFailure title={words.failed} error={read.error} what={words.behind(opened.title)} onRetry={again} />
        ) : null}
        {listed === null ? null : <Entries listed={listed} words={words} names={names} />}
      </Panel>
    </Box>
  );
};

const Entries: React.FC<{ listed: Listed; words: OutcomeWords; names: Names }> = ({ listed, words, names }) => {
  const { locale } = useAdministrationStrings();
  const now = Date.now();
  const columns = words.listColumns;
  return (
    <DataTable
      label={words.interactions}
      columns={Object.values(columns).map((name) => ({ name }))}
      rows={listed.entries.map(({ interaction, customerName }) => {
        const { interactionId, occurredAt, worker, queue, channel, reason, comment, endedBy } = interaction;
        const path = pick(reason.path, locale, reason.path.en ?? []).join(' › ');
        return {
          key: interactionId,
          cells: [
            momentOf(locale, occurredAt, now),
            customerName ?? words.nobody,
            worker.name,
            queue.name || words.noQueue,
            names.channel(channel),
            endedBy === 'agent' ? path : `${path} (${words.notChosen})`,
            <Box key="comment" as="span" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {comment}
            </Box>,
          ],
        };
      })}
    />
  );
};
