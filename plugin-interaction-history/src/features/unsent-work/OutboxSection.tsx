import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { momentOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Badge, Count } from '../../ui/Badge';
import { useFocusFallback } from '../../ui/focus';
import { Icon } from '../../ui/Icon';
import { Grow, Row, Section } from '../../ui/layout';
import { ELLIPSIS, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useNow } from '../../ui/use-now';
import { countsOf, entryId, type OutboxEntry } from '../outbox/entry';
import type { OutboxState } from '../outbox/outbox';

interface Props {
  state: OutboxState;
  /** Gets the focus when the last entry is gone. */
  focusFallback: () => HTMLElement | null;
  onSendNow: () => void;
  onDismiss: (id: string) => void;
  onTakeBack: (id: string) => void;
}

/** What waits in this browser, since when, and when it goes next (RC-5). Not there when nothing waits. */
export const OutboxSection: React.FC<Props> = ({ state, focusFallback, onSendNow, onDismiss, onTakeBack }) => {
  const { outbox } = useLanguage().strings;
  const heading = React.useRef<HTMLElement>(null);
  const list = useFocusFallback<HTMLElement>(() => heading.current ?? focusFallback());
  const { locked } = state;
  if (state.entries.length + locked === 0) return null;
  const { waiting, refused } = countsOf(state.entries);
  return (
    <Section label={outbox.heading} background="colorBackground">
      <Box ref={list}>
        <Row flexWrap="wrap" rowGap="space20">
          <Box color="colorTextLinkStrong">
            <Icon name="send" />
          </Box>
          <Strong as="h2" ref={heading} tabIndex={-1}>
            {outbox.heading}
          </Strong>
          <Count>{waiting + locked}</Count>
          {refused === 0 ? null : (
            <Badge tone="bad" icon="alert">
              {outbox.refused(refused)}
            </Badge>
          )}
          <Grow />
          <Button variant="secondary" size="small" onClick={onSendNow} disabled={state.sending || waiting + refused === 0}>
            {state.sending ? outbox.sending : outbox.sendNow}
          </Button>
        </Row>
        {locked === 0 ? null : <Small marginTop="space30">{outbox.locked(locked)}</Small>}
        {state.entries.map((entry) => (
          <Waiting key={entryId(entry)} entry={entry} onDismiss={onDismiss} onTakeBack={onTakeBack} />
        ))}
      </Box>
    </Section>
  );
};

const Waiting: React.FC<Pick<Props, 'onDismiss' | 'onTakeBack'> & { entry: OutboxEntry }> = ({
  entry,
  onDismiss,
  onTakeBack,
}) => {
  const { strings, locale } = useLanguage();
  const { outbox } = strings;
  const now = useNow(60_000);
  const what = [
    entry.about.customerName ?? outbox.noCustomer,
    entry.about.reasonPath[entry.about.reasonPath.length - 1] ?? entry.request.reasonId,
  ].join(' · ');
  const how = entry.sentWithoutCustomer
    ? outbox.withoutCustomer
    : entry.refused
      ? outbox.stuck(explain({ code: entry.refused.code, correlationId: entry.refused.correlationId }, strings))
      : outbox.kept(entry.attempts, momentOf(locale, entry.nextAt, now));
  return (
    <Box marginTop="space30">
      <Row>
        <Grow>
          <Small color="colorText">
            <div style={ELLIPSIS}>{what}</div>
          </Small>
        </Grow>
        <Small>{momentOf(locale, entry.since, now)}</Small>
      </Row>
      <Small>{how}</Small>
      {entry.refused && !entry.sentWithoutCustomer ? (
        <TextButton onClick={() => onTakeBack(entryId(entry))}>{outbox.takeBack}</TextButton>
      ) : null}
      {entry.sentWithoutCustomer ? <TextButton onClick={() => onDismiss(entryId(entry))}>{outbox.dismiss}</TextButton> : null}
    </Box>
  );
};
