import * as React from 'react';
import type { OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import { Box } from '@twilio-paste/core/box';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { averageOf, changeOf, shareOf } from './report-view';
import type { OutcomeWords } from './words.en';

interface Props {
  report: OutcomeReportResponse;
  words: OutcomeWords;
  onOpen: (isDefault: boolean) => void;
}

/** The four figures of the span, each beside that of the span before. */
export const Tiles: React.FC<Props> = ({ report, words, onOpen }) => {
  const { locale } = useAdministrationStrings();
  const { now, before } = report.total;
  const count = (n: number): string => n.toLocaleString(locale);
  const chosen = (part: typeof now): string => shareOf(locale, part.counts - part.defaults, part.counts);
  return (
    <Box display="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 20 }}>
      <Tile
        name={words.interactions}
        figure={count(now.counts)}
        before={`${words.was(count(before.counts))} (${changeOf(locale, now.counts, before.counts)})`}
        onOpen={now.counts === 0 ? undefined : () => onOpen(false)}
        label={words.show}
      />
      <Tile name={words.chosen} figure={chosen(now)} before={words.was(chosen(before))} />
      <Tile
        name={words.defaults}
        figure={count(now.defaults)}
        before={`${words.was(count(before.defaults))} (${changeOf(locale, now.defaults, before.defaults)})`}
        onOpen={now.defaults === 0 ? undefined : () => onOpen(true)}
        label={words.show}
      />
      <Tile name={words.average} figure={averageOf(now)} before={words.was(averageOf(before))} />
    </Box>
  );
};

const Tile: React.FC<{ name: string; figure: string; before: string; onOpen?: (() => void) | undefined; label?: string }> = ({
  name,
  figure,
  before,
  onOpen,
  label,
}) => (
  <Box
    as="section"
    aria-label={name}
    padding="space50"
    backgroundColor="colorBackgroundBody"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderColor="colorBorderWeaker"
    borderRadius="borderRadius30"
  >
    <Small>{name}</Small>
    <Box
      fontSize="fontSize60"
      lineHeight="lineHeight60"
      fontWeight="fontWeightSemibold"
      color="colorText"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {figure}
    </Box>
    <Small>{before}</Small>
    {onOpen === undefined ? null : <TextButton onClick={onOpen}>{label}</TextButton>}
  </Box>
);
