import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

/** A column's name, 12/16 and weak. */
export const HeadCell: React.FC<{ width?: string; align?: 'right'; children: string }> = ({ width, align, children }) => (
  <th scope="col" style={{ width, padding: 0, textAlign: align ?? 'left', fontWeight: 'normal' }}>
    <Box
      paddingY="space30"
      paddingRight="space50"
      fontSize="fontSize20"
      lineHeight="lineHeight10"
      fontWeight="fontWeightSemibold"
      color="colorTextWeak"
    >
      {children}
    </Box>
  </th>
);
