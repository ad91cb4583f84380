import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Icon, type IconName } from './Icon';
import { Grow } from './layout';
import { Small, Strong } from './text';
import { useStrings } from '../strings/strings';

const KINDS = {
  error: { icon: 'alert', background: 'colorBackgroundErrorWeakest', border: 'colorBorderErrorWeaker', color: 'colorTextError' },
  /** Good to know, with a next step below. */
  info: {
    icon: 'info',
    background: 'colorBackgroundPrimaryWeakest',
    border: 'colorBorderPrimaryWeaker',
    color: 'colorTextLink',
  },
  neutral: { icon: 'info', background: 'colorBackground', border: 'colorBorderWeaker', color: 'colorText' },
} as const satisfies Record<
  string,
  { icon: IconName; background: BoxProps['backgroundColor']; border: BoxProps['borderColor']; color: BoxProps['color'] }
>;

interface Props {
  kind: keyof typeof KINDS;
  icon?: IconName;
  title: string;
  /** Where the title names something else, a list below. */
  titleId?: string;
  body?: string | undefined;
  /** Announced at once: only for what stops the agent. */
  urgent?: boolean;
  /** What fixes it, at the right. */
  action?: React.ReactNode;
  /** Ways on, below the words. */
  children?: React.ReactNode;
}

/** What happened, what was kept, what to do: in the place where it arose. */
export const Notice: React.FC<Props> = ({ kind, icon, title, titleId, body, urgent = false, action, children }) => {
  const look = KINDS[kind];
  return (
    <Box
      role={urgent ? 'alert' : undefined}
      display="flex"
      columnGap="space30"
      alignItems="flex-start"
      paddingX="space40"
      paddingY="space30"
      borderRadius="borderRadius20"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor={look.border}
      backgroundColor={look.background}
    >
      <Box color={look.color}>
        <Icon name={icon ?? look.icon} size={20} />
      </Box>
      <Grow>
        <Strong id={titleId}>{title}</Strong>
        {body ? (
          <Small color="colorText" overflowWrap="anywhere">
            {body}
          </Small>
        ) : null}
        {children}
      </Grow>
      {action}
    </Box>
  );
};

interface RetryProps {
  onRetry: () => void;
  /** Says what is retried, for who hears the button alone. */
  what: string;
  busy?: boolean;
}

export const RetryButton: React.FC<RetryProps> = ({ onRetry, what, busy = false }) => {
  const strings = useStrings();
  return (
    <Button
      variant="secondary"
      size="small"
      // not disabled: that would take the focus from who has just pressed it
      onClick={busy ? () => undefined : onRetry}
      aria-disabled={busy || undefined}
      aria-label={`${strings.retry}: ${what}`}
    >
      <Icon name={busy ? 'clock' : 'retry'} size={12} />
      {strings.retry}
    </Button>
  );
};
