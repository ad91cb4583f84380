import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { useStore } from '../../state/store';
import { agoOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Section } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import { useTaskSession } from '../task-session';

/**
 * Who transferred the task, and their note as typed, so that the customer needn't tell it again. Not there for a task without a
 * part before this one.
 * @param entries of the history shown: once the colleague has recorded, the note stands there
 */
export const HandoverNote: React.FC<{ entries: readonly Interaction[] }> = ({ entries }) => {
  const session = useTaskSession();
  const handover = useStore(session.handover);
  const { strings, locale } = useLanguage();
  const now = useNow(30_000);
  if (handover === null) return null;
  const { wrapUp } = strings;
  const recorded = entries.find(({ reservationSid }) => reservationSid === handover.reservationSid);
  const note = recorded ? { comment: recorded.comment, savedAt: recorded.recordedAt } : handover.note;
  const from = wrapUp.from(handover.name);
  return (
    <Section label={from} background="colorBackground">
      <Strong>{note === null ? from : `${from} · ${agoOf(locale, note.savedAt, now)}`}</Strong>
      {note === null || note.comment === '' ? (
        <Small>{wrapUp.noNote}</Small>
      ) : (
        <Box as="div" fontSize="fontSize30" lineHeight="lineHeight20" color="colorText" overflowWrap="anywhere">
          {/* a long note scrolls here rather than push the form away */}
          <div style={{ whiteSpace: 'pre-wrap', maxHeight: '6rem', overflowY: 'auto' }} tabIndex={0} dir="auto">
            {note.comment}
          </div>
        </Box>
      )}
    </Section>
  );
};
