import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';

type RowProps = Pick<
  BoxProps,
  'columnGap' | 'rowGap' | 'flexWrap' | 'marginTop' | 'alignItems' | 'justifyContent' | 'marginBottom' | 'minHeight'
> & { children: React.ReactNode };

/** Things side by side, 8 apart. */
export const Row: React.FC<RowProps> = ({ children, ...props }) => (
  <Box display="flex" alignItems="center" columnGap="space30" {...props}>
    {children}
  </Box>
);

/** What is left of a row. */
export const Grow: React.FC<{ children?: React.ReactNode }> = ({ children }) => (
  <Box flexGrow={1} flexBasis="0" minWidth="0">
    {children}
  </Box>
);

interface SectionProps {
  /** Names the region for assistive technology. */
  label: string;
  background?: BoxProps['backgroundColor'];
  /** Sections that fill later keep their height meanwhile: nothing below jumps. */
  minHeight?: BoxProps['minHeight'];
  busy?: boolean;
  children: React.ReactNode;
}

/** One of the tab's parts, always in one order: who is calling, customer, wrap-up, history. */
export const Section: React.FC<SectionProps> = ({ label, background, minHeight, busy, children }) => (
  <Box
    as="section"
    aria-label={label}
    aria-busy={busy || undefined}
    paddingX="space50"
    paddingY="space40"
    minHeight={minHeight}
    backgroundColor={background}
    borderBottomStyle="solid"
    borderBottomWidth="borderWidth10"
    borderBottomColor="colorBorderWeaker"
  >
    {children}
  </Box>
);

/** Read out when it changes, never seen: focus stays where the agent works. */
export const Announce: React.FC<{ children: string }> = ({ children }) => (
  <Box as="div" role="status" position="absolute" width="size0" height="size0" overflow="hidden">
    {children}
  </Box>
);
