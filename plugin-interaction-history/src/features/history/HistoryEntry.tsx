import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { agoOf, dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { EarlierTexts } from './EarlierTexts';
import { EntryComment } from './EntryComment';
import { EntryFacts } from './EntryFacts';
import { pathOf } from './reason-path';

interface Props {
  entry: Interaction;
  ownWorkerSid: string;
  /** The present caller's address, in its bare form: one that is another is shown. */
  ownAddress: string | null;
  now: number;
  /** A way to call whoever it was with. */
  call?: React.ReactNode;
  /** Whose it is, where that isn't plain. */
  heading?: React.ReactNode;
  /** Null where this agent may not change the entry, or no more. */
  onAmend: (() => void) | null;
  /** The form in the place of reason and comment, while the entry is being changed. */
  children?: React.ReactNode;
}

/** One interaction: when and how, why, who, and what was said (IH-2); what it said before, where it was changed (IH-4). */
export const HistoryEntry: React.FC<Props> = ({ entry, ownWorkerSid, ownAddress, now, heading, call, onAmend, children }) => {
  const { strings, locale } = useLanguage();
  const own = React.useRef<HTMLElement>(null);
  const isOpen = children !== undefined;
  const wasOpen = React.useRef(isOpen);
  React.useEffect(() => {
    // the form took the focus with it: the entry, read out as it stands now, has it next
    if (wasOpen.current && !isOpen && document.activeElement === document.body) own.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <Box
      as="li"
      ref={own}
      tabIndex={-1}
      paddingY="space30"
      borderTopStyle="solid"
      borderTopWidth="borderWidth10"
      borderTopColor="colorBorderWeaker"
      style={{ listStyle: 'none' }}
    >
      {heading}
      <Box display="flex" alignItems="center" columnGap="space30">
        <Grow>
          <Small>
            {agoOf(locale, entry.occurredAt, now)} ·{' '}
            <time dateTime={entry.occurredAt}>{dateTimeOf(locale, entry.occurredAt, now)}</time>
          </Small>
        </Grow>
        <Box display="flex" alignItems="center" columnGap="space20" color="colorTextWeak">
          <Icon name={entry.channel === 'voice' ? 'voice' : entry.channel === 'email' ? 'email' : 'chat'} size={12} />
          <Small>{strings.directed(entry.channel, entry.direction)}</Small>
        </Box>
      </Box>
      {children ?? (
        <>
          <Strong>{pathOf(entry.reason, locale)}</Strong>
          <EntryFacts entry={entry} ownWorkerSid={ownWorkerSid} ownAddress={ownAddress} onAmend={onAmend}>
            {call}
          </EntryFacts>
          {entry.comment ? <EntryComment text={entry.comment} /> : null}
          <EarlierTexts entry={entry} ownWorkerSid={ownWorkerSid} now={now} />
        </>
      )}
    </Box>
  );
};
