import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { Panel } from '../ui/Panel';
import type { Line, SourceView } from './health-view';
import type { HealthWords } from './words.en';

const TONES = {
  fail: { background: 'colorBackgroundErrorWeakest', color: 'colorTextErrorStrong' },
  warn: { background: 'colorBackgroundWarningWeakest', color: 'colorTextWarningStrong' },
  ok: { background: 'colorBackgroundSuccessWeakest', color: 'colorTextSuccess' },
} as const;

/** One source: what needs somebody and how to mend it; what is in order on demand. */
export const SourcePanel: React.FC<{ view: SourceView; words: HealthWords }> = ({ view, words }) => {
  const { name, isOff, level, latencyMs, problems, ok } = view;
  const [isOpen, setIsOpen] = React.useState(false);
  const id = `ih-health-${name}`;
  return (
    <Panel
      label={words.sources[name]}
      head={
        <>
          <span>{words.sources[name]}</span>
          <Box flexGrow={1} />
          {isOff ? <Small as="span">{words.off}</Small> : <Level level={level} words={words} />}
          {latencyMs === null ? null : <Small as="span">{words.milliseconds(Math.round(latencyMs))}</Small>}
        </>
      }
      foot={
        ok.length === 0 ? undefined : (
          <TextButton expanded={isOpen} controls={id} onClick={() => setIsOpen(!isOpen)}>
            {words.okLines(ok.length)}
          </TextButton>
        )
      }
    >
      {problems.map(({ id: key, level: own, text, mend }) => (
        <Box key={key} paddingX="space50" paddingY="space40" display="flex" flexDirection="column" rowGap="space20">
          <Box display="flex" columnGap="space30" alignItems="baseline">
            <Level level={own} words={words} />
            <Strong overflowWrap="anywhere">{text}</Strong>
          </Box>
          {mend === undefined ? null : (
            <Small overflowWrap="anywhere">
              {words.toFix}: {mend}
            </Small>
          )}
        </Box>
      ))}
      <Box id={id} as="ul" margin="space0" padding="space0" hidden={!isOpen} style={{ listStyle: 'none' }}>
        {isOpen
          ? ok.map(({ id: key, text }) => (
              <Box as="li" key={key} paddingX="space50" paddingY="space20">
                <Small>{text}</Small>
              </Box>
            ))
          : null}
      </Box>
    </Panel>
  );
};

const Level: React.FC<{ level: Line['level']; words: HealthWords }> = ({ level, words }) => (
  <Box
    as="span"
    flexShrink={0}
    paddingX="space20"
    borderRadius="borderRadius20"
    fontSize="fontSize20"
    lineHeight="lineHeight20"
    fontWeight="fontWeightSemibold"
    backgroundColor={TONES[level].background}
    color={TONES[level].color}
  >
    {words.levels[level]}
  </Box>
);
