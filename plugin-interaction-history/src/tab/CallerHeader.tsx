import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { addressOf } from '../features/customer/identify';
import { useTaskSession } from '../features/task-session';
import { useStore } from '../state/store';
import { clockOf } from '../strings/format';
import { useStrings } from '../strings/strings';
import { hasNoCaller, type AgentTask } from '../tasks/agent-task';
import { Icon, type IconName } from '../ui/Icon';
import { Grow } from '../ui/layout';
import { ELLIPSIS, Small, Strong } from '../ui/text';
import { useNow } from '../ui/use-now';
import { HeaderAction } from './HeaderAction';

const CHANNEL_ICONS: Record<AgentTask['channel'], IconName> = {
  voice: 'voice',
  sms: 'chat',
  whatsapp: 'chat',
  messenger: 'chat',
  web: 'chat',
  email: 'email',
  other: 'chat',
};

/** Who is calling, always visible: address, channel, queue and how long; at the right the way to search, or to a new customer. */
export const CallerHeader: React.FC = () => {
  const session = useTaskSession();
  const task = useStore(session.task);
  const known = addressOf(task, useStore(session.customer.store));
  const strings = useStrings();
  const now = useNow(1_000);
  const isNone = hasNoCaller(task);
  const isWithheld = task.caller.kind === 'withheld' && !isNone;
  const address = isNone ? strings.caller.none : isWithheld ? strings.caller.withheld : known || strings.caller.unknown;
  const phase = { ringing: `${strings.ringing} `, wrapping: `${strings.wrappingUp} `, accepted: '', ended: '' }[task.phase];
  return (
    <Box
      as="header"
      display="flex"
      alignItems="center"
      columnGap="space30"
      height="sizeSquare150"
      flexShrink={0}
      paddingX="space50"
      backgroundColor="colorBackground"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
    >
      <Box
        display="grid"
        width="sizeSquare90"
        height="sizeSquare90"
        flexShrink={0}
        borderRadius="borderRadiusCircle"
        backgroundColor="colorBackgroundBody"
        boxShadow="shadowBorderWeaker"
        color="colorTextLink"
        style={{ placeItems: 'center' }}
      >
        <Icon name={isWithheld ? 'withheld' : CHANNEL_ICONS[task.channel]} />
      </Box>
      <Grow>
        <Strong>
          <div dir="auto" style={{ ...ELLIPSIS, textAlign: 'left' }}>
            {address}
          </div>
        </Strong>
        <Small>
          <div style={{ display: 'flex', whiteSpace: 'pre' }}>
            <span style={ELLIPSIS}>
              {strings.directed(task.channel, task.direction)} · {task.queue.name || strings.unknownQueue}
            </span>
            {/* the time is what the agent looks for: a long queue's name gives way */}
            <span style={{ flex: 'none' }}>
              {' · '}
              {phase}
              <span role="timer">{clockOf(now - task.phaseSince)}</span>
            </span>
          </div>
        </Small>
      </Grow>
      <HeaderAction />
    </Box>
  );
};
