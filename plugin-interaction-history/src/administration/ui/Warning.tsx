import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Grow } from '../../ui/layout';
import { Plain, Strong } from '../../ui/text';
import { Glyph } from './Glyph';

/** Orange: not wrong, but something is to be decided. */
export const Warning: React.FC<{ title: string; body: string; action?: React.ReactNode }> = ({ title, body, action }) => (
  <Box
    role="status"
    display="flex"
    alignItems="flex-start"
    columnGap="space40"
    paddingX="space40"
    paddingY="space40"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderColor="colorBorderWarningWeaker"
    borderRadius="borderRadius20"
    backgroundColor="colorBackgroundWarningWeakest"
  >
    <Box color="colorTextWarningStrong">
      <Glyph name="warn" size={20} />
    </Box>
    <Grow>
      <Strong>{title}</Strong>
      <Plain>{body}</Plain>
    </Grow>
    {action}
  </Box>
);
