import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

interface Props {
  /** Names the region. */
  label: string;
  head: React.ReactNode;
  foot?: React.ReactNode;
  /** The foot is part of the work, not a legend. */
  footIsWhite?: boolean;
  /** Takes the height it is given and scrolls its own content. */
  fills?: boolean;
  children: React.ReactNode;
}

/** Small text in a panel's head, not part of its heading. */
export const Aside: React.FC<{ role?: 'status'; children: React.ReactNode }> = ({ role, children }) => (
  <Box
    as="span"
    role={role}
    fontSize="fontSize20"
    lineHeight="lineHeight10"
    fontWeight="fontWeightNormal"
    color="colorTextWeak"
    flexShrink={0}
  >
    {children}
  </Box>
);

/** A white card with its head and foot fixed and its content between. */
export const Panel: React.FC<Props> = ({ label, head, foot, footIsWhite = false, fills = false, children }) => (
  <Box
    as="section"
    aria-label={label}
    display="flex"
    flexDirection="column"
    minHeight="0"
    minWidth="0"
    backgroundColor="colorBackgroundBody"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderColor="colorBorderWeaker"
    borderRadius="borderRadius30"
    overflow={fills ? 'hidden' : undefined}
  >
    <Box
      display="flex"
      alignItems="center"
      columnGap="space30"
      flexShrink={0}
      minHeight="sizeSquare140"
      paddingX="space50"
      paddingY="space30"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
      fontSize="fontSize30"
      lineHeight="lineHeight20"
      fontWeight="fontWeightSemibold"
      color="colorText"
    >
      {head}
    </Box>
    {children}
    {foot === undefined ? null : (
      <Box
        display="flex"
        flexWrap={footIsWhite ? 'nowrap' : 'wrap'}
        alignItems="center"
        columnGap="space40"
        rowGap="space20"
        flexShrink={0}
        paddingX="space50"
        paddingY="space30"
        borderTopStyle="solid"
        borderTopWidth="borderWidth10"
        borderTopColor="colorBorderWeaker"
        backgroundColor={footIsWhite ? 'colorBackgroundBody' : 'colorBackground'}
        fontSize="fontSize20"
        lineHeight="lineHeight10"
        color="colorTextWeak"
      >
        {foot}
      </Box>
    )}
  </Box>
);
