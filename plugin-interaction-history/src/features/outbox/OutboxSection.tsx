import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { timeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Grow, Row, Section } from '../../ui/layout';
import { Bold, ELLIPSIS, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { entryId, isWaiting, type OutboxEntry } from './entry';
import type { OutboxState } from './outbox';

interface Props {
  state: OutboxState;
  reservationSid: string;
  onSendNow: () => void;
  onDismiss: (id: string) => void;
  onTakeBack: (id: string) => void;
}

/** What waits in this browser, since when, and when it goes next (RC-5). Not there when nothing waits. */
export const OutboxSection: React.FC<Props> = ({ state, reservationSid, onSendNow, onDismiss, onTakeBack }) => {
  const { strings } = useLanguage();
  if (state.entries.length === 0) return null;
  const waiting = state.entries.filter(isWaiting).length;
  return (
    <Section label={strings.outbox.heading} background="colorBackground">
      <Row>
        <Box color="colorTextLinkStrong">
          <Icon name="send" />
        </Box>
        <Strong as="h2">{strings.outbox.heading}</Strong>
        <Count>{waiting}</Count>
        <Grow />
        <Button variant="secondary" size="small" onClick={onSendNow} disabled={state.sending || waiting === 0}>
          {state.sending ? strings.outbox.sending : strings.outbox.sendNow}
        </Button>
      </Row>
      {state.entries.map((entry) => (
        <Waiting
          key={entryId(entry)}
          entry={entry}
          isThisTask={entry.request.reservationSid === reservationSid}
          onDismiss={onDismiss}
          onTakeBack={onTakeBack}
        />
      ))}
    </Section>
  );
};

const Waiting: React.FC<Pick<Props, 'onDismiss' | 'onTakeBack'> & { entry: OutboxEntry; isThisTask: boolean }> = ({
  entry,
  isThisTask,
  onDismiss,
  onTakeBack,
}) => {
  const { strings, locale } = useLanguage();
  const { outbox } = strings;
  const what = [
    entry.about.customerName ?? outbox.noCustomer,
    entry.about.reasonPath[entry.about.reasonPath.length - 1] ?? entry.request.reasonId,
  ].join(' · ');
  const attempts = entry.attempts === 0 ? '' : `${outbox.tried(entry.attempts)}, ${outbox.next(timeOf(locale, entry.nextAt))}.`;
  const how = entry.sentWithoutCustomer
    ? outbox.withoutCustomer
    : entry.refused
      ? outbox.stuck(explain({ code: entry.refused.code, correlationId: entry.refused.correlationId }, strings))
      : `${outbox.kept} ${attempts}`;
  return (
    <Box marginTop="space30">
      <Row>
        <Grow>
          <Small color="colorText">
            <div style={ELLIPSIS}>
              {isThisTask ? <Bold>{outbox.thisTask} · </Bold> : null}
              {what}
            </div>
          </Small>
        </Grow>
        <Small>{timeOf(locale, entry.since)}</Small>
      </Row>
      <Small>{how}</Small>
      {entry.refused && !entry.sentWithoutCustomer ? (
        <TextButton onClick={() => onTakeBack(entryId(entry))}>{outbox.takeBack}</TextButton>
      ) : null}
      {entry.sentWithoutCustomer ? <TextButton onClick={() => onDismiss(entryId(entry))}>{outbox.dismiss}</TextButton> : null}
    </Box>
  );
};
