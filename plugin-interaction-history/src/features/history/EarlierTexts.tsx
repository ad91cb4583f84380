import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Plain, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { pathOf } from './reason-path';

interface Props {
  entry: Interaction;
  ownWorkerSid: string;
  now: number;
}

/** That an entry was changed, by whom and when; on demand what stood there before, newest change first (IH-4). */
export const EarlierTexts: React.FC<Props> = ({ entry, ownWorkerSid, now }) => {
  const { strings, locale } = useLanguage();
  const { history } = strings;
  const [open, setOpen] = React.useState(false);
  const latestFirst = [...entry.amendments].reverse();
  const latest = latestFirst.find(({ as }) => as !== 'system');
  // an agent's own entry that came late took the default reason's place: nobody amended anything
  if (latest === undefined || latestFirst.every(({ as }) => as === 'system')) return null;
  const nameOf = ({ worker }: (typeof latestFirst)[number]): string =>
    worker.sid === ownWorkerSid ? history.youWithin : worker.name;
  return (
    <Box marginTop="space20">
      <Small>
        {history.amended(nameOf(latest), dateTimeOf(locale, latest.at, now))}{' '}
        <TextButton onClick={() => setOpen(!open)} expanded={open}>
          {open ? history.hideEarlier : history.showEarlier}
        </TextButton>
      </Small>
      {open
        ? latestFirst.map((amendment) => (
            <Box
              key={amendment.at}
              marginTop="space20"
              paddingLeft="space30"
              borderLeftStyle="solid"
              borderLeftWidth="borderWidth20"
              borderLeftColor="colorBorderWeaker"
            >
              <Small>{history.before(nameOf(amendment), dateTimeOf(locale, amendment.at, now))}</Small>
              {amendment.before.reason === null ? null : <Plain>{pathOf(amendment.before.reason, locale)}</Plain>}
              {amendment.before.comment === null ? null : (
                <Plain overflowWrap="anywhere" whiteSpace="pre-line">
                  {amendment.before.comment || history.noComment}
                </Plain>
              )}
            </Box>
          ))
        : null}
    </Box>
  );
};
