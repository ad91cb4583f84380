import * as React from 'react';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { Box } from '@twilio-paste/core/box';
import { Small } from '../../ui/text';
import { Panel } from '../ui/Panel';
import type { Names } from './report-view';
import type { OutcomeWords } from './words.en';

/** More days than this get no figures of their own: the table has them. */
const LABELLED = 16;

interface Props {
  report: OutcomeReportResponse;
  words: OutcomeWords;
  names: Names;
  legend: string;
}

/** A column a day, with a mark for the day as far into the span before. The table by day says the same. */
export const DayBars: React.FC<Props> = ({ report: { days }, words, names, legend }) => {
  const most = Math.max(...days.flatMap(({ counts, before }) => [counts, before]), 1);
  const isLabelled = days.length <= LABELLED;
  const part = (count: number): string => `${(count / most) * 100}%`;
  return (
    <Panel label={words.byDay} head={<span>{words.byDay}</span>} foot={<span>{legend}</span>}>
      <Box
        padding="space50"
        display="flex"
        alignItems="flex-end"
        style={{ gap: isLabelled ? 6 : 1, height: 240 }}
        role="list"
        aria-label={words.byDay}
      >
        {days.map(({ day, counts, before }) => (
          <Box
            key={day}
            role="listitem"
            title={words.dayBar(names.day(day), counts, before)}
            aria-label={words.dayBar(names.day(day), counts, before)}
            display="flex"
            flexDirection="column"
            flexGrow={1}
            minWidth="0"
            height="100%"
            style={{ flexBasis: 0 }}
          >
            {isLabelled ? (
              <Small as="span" textAlign="center">
                {counts}
              </Small>
            ) : null}
            <Box position="relative" flexGrow={1} aria-hidden="true">
              <Box
                position="absolute"
                backgroundColor={isWeekend(day) ? 'colorBackgroundPrimaryWeaker' : 'colorBackgroundPrimary'}
                style={{ left: 0, right: 0, bottom: 0, height: part(counts), borderRadius: '3px 3px 0 0' }}
              />
              {before === 0 ? null : (
                <Box
                  position="absolute"
                  backgroundColor="colorBackgroundBodyInverse"
                  style={{ left: 0, right: 0, height: 2, bottom: part(before) }}
                />
              )}
            </Box>
            {isLabelled ? (
              <Small as="span" textAlign="center">
                {Number(day.slice(8))}
              </Small>
            ) : null}
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
