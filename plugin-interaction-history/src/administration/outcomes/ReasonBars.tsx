import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { Bar } from './Bar';
import { changeOf, reasonRows, shareOf } from './report-view';
import type { Reported } from './use-outcomes';
import type { OutcomeWords } from './words.en';

interface Props {
  shown: Reported;
  words: OutcomeWords;
  /** Null: back to all. */
  onReason: (reasonId: string | null) => void;
}

/** Groups at the top, most first; one opens into what is below it. */
export const ReasonBars: React.FC<Props> = ({ shown: { report, naming, asked }, words, onReason }) => {
  const { locale } = useAdministrationStrings();
  const rows = reasonRows(report.reasons, naming.codes, locale, asked.reasonId);
  const [top] = rows;
  // an opened group shows its own parts; a code without parts itself
  const isOpened = asked.reasonId !== null && rows.some(({ level }) => level === 2);
  const level = isOpened ? 2 : 1;
  const bars = rows.filter((row) => row.level === level);
  const most = Math.max(...bars.flatMap(({ now, before }) => [now.counts, before.counts]), 1);
  const hasParts = (id: string): boolean => naming.codes.some(({ parentId }) => parentId === id);
  return (
    <Panel
      label={words.byReason}
      head={
        <>
          <span>{isOpened ? top?.name : words.byReason}</span>
          <Box flexGrow={1} />
          {asked.reasonId === null ? null : <TextButton onClick={() => onReason(null)}>{words.up}</TextButton>}
        </>
      }
    >
      <Box
        as="ul"
        margin="space0"
        padding="space50"
        display="grid"
        style={{ gridTemplateColumns: 'minmax(90px, 28%) 1fr auto auto auto', gap: '10px 12px', listStyle: 'none' }}
      >
        {bars.map(({ key, name, isRetired, now, before }) => (
          <Box as="li" key={key} style={{ display: 'contents' }}>
            <span>
              {hasParts(key) && key !== asked.reasonId ? (
                <TextButton onClick={() => onReason(key)}>{isRetired ? words.retired(name) : name}</TextButton>
              ) : (
                <Small as="span">{isRetired ? words.retired(name) : name}</Small>
              )}
            </span>
            <Bar now={now.counts} before={before.counts} most={most} />
            <Number>{now.counts.toLocaleString(locale)}</Number>
            <Number isWeak>{shareOf(locale, now.counts, report.total.now.counts)}</Number>
            <Number isWeak>{changeOf(locale, now.counts, before.counts)}</Number>
          </Box>
        ))}
      </Box>
    </Panel>
  );
};

const Number: React.FC<{ isWeak?: boolean }> = ({ isWeak = false, children }) => (
  <Box
    as="span"
    textAlign="right"
    fontSize="fontSize30"
    lineHeight="lineHeight20"
    color={isWeak ? 'colorTextWeak' : 'colorText'}
    fontWeight={isWeak ? 'fontWeightNormal' : 'fontWeightSemibold'}
    style={{ fontVariantNumeric: 'tabular-nums' }}
  >
    {children}
  </Box>
);
