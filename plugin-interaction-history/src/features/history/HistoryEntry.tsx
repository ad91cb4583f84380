import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { pathOf } from './reason-path';

interface Props {
  entry: Interaction;
  ownWorkerSid: string;
  now: number;
}

/** One interaction: when and how, why, who, and what was said (IH-2). */
export const HistoryEntry: React.FC<Props> = ({ entry, ownWorkerSid, now }) => {
  const { strings, locale } = useLanguage();
  const { history } = strings;
  const minutes = entry.durationSeconds === null ? null : Math.round(entry.durationSeconds / 60);
  const duration = minutes === null ? null : minutes < 1 ? history.underMinute : history.minutes(minutes);
  const who = entry.worker.sid === ownWorkerSid ? history.you : entry.worker.name;
  const facts = [
    who,
    entry.queue.name,
    duration,
    entry.caseNumber === null ? null : history.case(entry.caseNumber),
    entry.verified ? null : history.unverified,
  ];
  return (
    <Box
      as="li"
      paddingY="space30"
      borderTopStyle="solid"
      borderTopWidth="borderWidth10"
      borderTopColor="colorBorderWeaker"
      style={{ listStyle: 'none' }}
    >
      <Box display="flex" alignItems="center" columnGap="space30">
        <Grow>
          <Small>
            <time dateTime={entry.occurredAt}>{dateTimeOf(locale, entry.occurredAt, now)}</time>
          </Small>
        </Grow>
        <Box display="flex" alignItems="center" columnGap="space20" color="colorTextWeak">
          <Icon name={entry.channel === 'voice' ? 'voice' : entry.channel === 'email' ? 'email' : 'chat'} size={12} />
          <Small>{strings.directed(strings.channels[entry.channel], entry.direction)}</Small>
        </Box>
      </Box>
      <Strong>{pathOf(entry, locale)}</Strong>
      <Small>{facts.filter(Boolean).join(' · ')}</Small>
      {entry.comment ? <Comment text={entry.comment} /> : null}
    </Box>
  );
};

const CLAMP: React.CSSProperties = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
};
/** Roughly two lines of the tab; what is longer, or has more lines, can be opened. */
const TWO_LINES = 84;

const Comment: React.FC<{ text: string }> = ({ text }) => {
  const { history } = useLanguage().strings;
  const [open, setOpen] = React.useState(false);
  const isLong = text.length > TWO_LINES || text.split('\n').length > 2;
  return (
    <>
      <Box
        marginTop="space10"
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        color="colorText"
        overflowWrap="anywhere"
        whiteSpace="pre-line"
        style={isLong && !open ? CLAMP : undefined}
      >
        {text}
      </Box>
      {isLong ? (
        <TextButton onClick={() => setOpen(!open)} expanded={open}>
          {open ? history.showLess : history.showAll}
        </TextButton>
      ) : null}
    </>
  );
};
