import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Checkbox } from '@twilio-paste/core/checkbox';
import { CHANNELS, type Channel } from '@interaction-history/shared/src/caller/channel';
import { useStrings } from '../../strings/strings';
import { Small } from '../../ui/text';
import type { Workspace } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';

/** Every channel is checked where there is no limit, because that is what agents get. */
export const ChannelsField: React.FC<{
  workspace: Workspace;
  channels: readonly Channel[];
  onChange: (channels: Channel[]) => void;
}> = ({ workspace, channels, onChange }) => {
  const { panel } = useAdministrationStrings().strings;
  const names = useStrings().channels;
  const offered = channelsOf(workspace).concat(channels.filter((channel) => !channelsOf(workspace).includes(channel)));
  const isChecked = (channel: Channel): boolean => channels.length === 0 || channels.includes(channel);
  const checked = offered.filter(isChecked);
  const toggle = (channel: Channel): void => {
    const next = isChecked(channel) ? checked.filter((each) => each !== channel) : [...checked, channel];
    // all channels means no limit: one that the centre adds later is included
    onChange(next.length === offered.length ? [] : CHANNELS.filter((each) => next.includes(each)));
  };
  return (
    <Box role="group" aria-labelledby="ih-code-channels" aria-describedby="ih-code-channels-help">
      <Box
        id="ih-code-channels"
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        fontWeight="fontWeightSemibold"
        color="colorText"
        marginBottom="space20"
      >
        {panel.channels}
      </Box>
      <Box display="flex" flexWrap="wrap" columnGap="space50" rowGap="space30">
        {offered.map((channel) => (
          <Checkbox
            key={channel}
            id={`ih-code-channel-${channel}`}
            checked={isChecked(channel)}
            disabled={checked.length === 1 && isChecked(channel)}
            onChange={() => toggle(channel)}
          >
            {names[channel]}
          </Checkbox>
        ))}
      </Box>
      <Small id="ih-code-channels-help" marginTop="space20">
        {channels.length === 0 ? panel.everyChannel : checked.length === 1 ? panel.lastChannel : panel.someChannels}
      </Small>
    </Box>
  );
};

/** The channels that the workspace's tasks can have; all that there are while it is not known. */
export const channelsOf = (workspace: Workspace): Channel[] =>
  workspace.phase === 'ready' && workspace.channels.length > 0 ? workspace.channels : [...CHANNELS];
