import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';
import { Icon, type IconName } from './Icon';
import { ELLIPSIS } from './text';

/** Text on its tint is at least 4.5:1 in every tone. */
const TONES = {
  salesforce: { background: 'colorBackgroundPrimaryWeakest', color: 'colorTextLinkStrong' },
  master: { background: 'colorBackgroundDecorative40Weakest', color: 'colorTextDecorative40' },
  stored: { background: 'colorBackground', color: 'colorText' },
  good: { background: 'colorBackgroundSuccessWeakest', color: 'colorTextSuccess' },
  pending: { background: 'colorBackgroundWarningWeakest', color: 'colorTextWarningStrong' },
  bad: { background: 'colorBackgroundErrorWeakest', color: 'colorTextErrorStrong' },
  plain: { background: 'colorBackgroundBody', color: 'colorText' },
} as const satisfies Record<string, { background: BoxProps['backgroundColor']; color: BoxProps['color'] }>;
export type Tone = keyof typeof TONES;

interface Props {
  tone: Tone;
  icon?: IconName;
  /** On a tinted ground the badge turns white, so that it stays one. */
  onTint?: boolean;
  children: string;
}

/** A fact in a word or two, 20 high. */
export const Badge: React.FC<Props> = ({ tone, icon, onTint = false, children }) => (
  <Box
    as="span"
    display="inline-flex"
    flexShrink={0}
    maxWidth="100%"
    alignItems="center"
    columnGap="space20"
    height="sizeSquare60"
    borderRadius="borderRadius20"
    backgroundColor={
      onTint && (tone === 'salesforce' || tone === 'master' || tone === 'stored') ? 'colorBackgroundBody' : TONES[tone].background
    }
    color={TONES[tone].color}
    boxShadow={tone === 'plain' ? 'shadowBorderWeaker' : undefined}
    fontSize="fontSize20"
    lineHeight="lineHeight10"
    fontWeight={tone === 'plain' ? 'fontWeightMedium' : 'fontWeightSemibold'}
    whiteSpace="nowrap"
    style={{ paddingLeft: 6, paddingRight: 6 }}
  >
    {icon ? <Icon name={icon} size={12} /> : null}
    <span style={ELLIPSIS}>{children}</span>
  </Box>
);

/** How many, in a pill. */
export const Count: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Box
    as="span"
    display="inline-block"
    minWidth="sizeSquare60"
    borderRadius="borderRadiusPill"
    backgroundColor="colorBackgroundStrong"
    color="colorText"
    fontSize="fontSize20"
    lineHeight="lineHeight20"
    fontWeight="fontWeightSemibold"
    textAlign="center"
    style={{ paddingLeft: 6, paddingRight: 6 }}
  >
    {children}
  </Box>
);
