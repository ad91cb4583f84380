import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { Box } from '@twilio-paste/core/box';

interface Props {
  onClick: () => void;
  disabled?: boolean;
  expanded?: boolean;
  controls?: string;
  children: React.ReactNode;
}

/** A way out or a way on that is no decision: blue words, no box. */
export const TextButton: React.FC<Props> = ({ onClick, disabled = false, expanded, controls, children }) => (
  <Button variant="link" size="reset" onClick={onClick} disabled={disabled} aria-expanded={expanded} aria-controls={controls}>
    <Box
      as="span"
      display="inline-flex"
      alignItems="center"
      columnGap="space20"
      fontSize="fontSize20"
      lineHeight="lineHeight20"
      fontWeight="fontWeightSemibold"
      textAlign="left"
      whiteSpace="normal"
      overflowWrap="anywhere"
    >
      {children}
    </Box>
  </Button>
);
