import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Icon, type IconName } from '../../ui/Icon';
import { TextButton } from '../../ui/TextButton';
import type { DraftSaver } from '../editor/draft-saver';
import { useAdministrationStrings } from '../strings/strings';

/** The truth about the draft, left of the buttons, with a way on where it could not be saved. */
export const SaveLine: React.FC<{ saver: DraftSaver }> = ({ saver }) => {
  const { strings, locale } = useAdministrationStrings();
  const agent = useStrings();
  const state = useStore(saver.state);
  const words: Record<typeof state.phase, [color: BoxProps['color'], icon: IconName | null, text: string]> = {
    idle: ['colorTextWeak', null, strings.save.idle],
    unsaved: ['colorTextWarningStrong', 'unsaved', strings.save.unsaved],
    saving: ['colorTextLinkStrong', 'send', strings.save.saving],
    saved: [
      'colorTextSuccess',
      'check',
      strings.save.saved(state.phase === 'saved' ? momentOf(locale, state.at, Date.now()) : ''),
    ],
    offline: ['colorTextWarningStrong', 'offline', strings.save.offline],
    conflict: ['colorTextWarningStrong', 'unsaved', strings.save.conflict],
    failed: ['colorTextErrorStrong', 'alert', strings.save.failed(state.phase === 'failed' ? explain(state.error, agent) : '')],
  };
  const [color, icon, text] = words[state.phase];
  return (
    <Box
      role="status"
      display="flex"
      alignItems="center"
      columnGap="space20"
      flexGrow={1}
      minWidth="0"
      color={color}
      fontSize="fontSize20"
      lineHeight="lineHeight10"
      fontWeight={state.phase === 'idle' ? 'fontWeightNormal' : 'fontWeightSemibold'}
    >
      {icon === null ? null : <Icon name={icon} />}
      <span>{text}</span>
      {state.phase === 'failed' || state.phase === 'offline' ? (
        <Box flexShrink={0}>
          <TextButton onClick={() => void saver.flush()}>{strings.retry}</TextButton>
        </Box>
      ) : null}
    </Box>
  );
};
