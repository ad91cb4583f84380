import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';
import { momentOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Icon, type IconName } from '../../ui/Icon';
import { useNow } from '../../ui/use-now';
import type { StateLine as State } from './wrap-up-state';

const LOOKS: Record<State['kind'], { color: BoxProps['color']; icon: IconName | null }> = {
  idle: { color: 'colorTextWeak', icon: null },
  keeping: { color: 'colorTextWeak', icon: 'clock' },
  kept: { color: 'colorTextWeak', icon: 'check' },
  'not-kept': { color: 'colorTextWarningStrong', icon: 'unsaved' },
  'page-only': { color: 'colorTextWarningStrong', icon: 'unsaved' },
  recording: { color: 'colorTextWeak', icon: 'clock' },
  waiting: { color: 'colorTextLinkStrong', icon: 'clock' },
  recorded: { color: 'colorTextSuccess', icon: 'check' },
};

/** Where what is in the form is: icon and words, never colour alone (RC-4). */
export const StateLine: React.FC<{ state: State }> = ({ state }) => {
  const { strings, locale } = useLanguage();
  const now = useNow(60_000);
  const { color, icon } = LOOKS[state.kind];
  const words = strings.wrapUp.state;
  const text = {
    idle: words.idle,
    keeping: words.keeping,
    kept: words.kept,
    'not-kept': words.notKept,
    'page-only': words.notKept,
    recording: words.recording,
    waiting: words.waiting,
    recorded: state.kind === 'recorded' ? words.recorded(momentOf(locale, state.at, now)) : '',
  }[state.kind];
  return (
    <Box
      role="status"
      display="flex"
      flexGrow={1}
      minWidth="0"
      alignItems="center"
      columnGap="space20"
      color={color}
      fontSize="fontSize20"
      lineHeight="lineHeight10"
      fontWeight={state.kind === 'idle' ? 'fontWeightNormal' : 'fontWeightSemibold'}
    >
      {icon ? <Icon name={icon} /> : null}
      {text}
    </Box>
  );
};
