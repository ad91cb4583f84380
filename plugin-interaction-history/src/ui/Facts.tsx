import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

export type Fact = readonly [label: string, value: React.ReactNode];

/** Labels and values, the values in one column; long ones wrap anywhere. `big`: 14 px, for a whole record. */
export const Facts: React.FC<{ facts: readonly Fact[]; id?: string | undefined; big?: boolean }> = ({
  facts,
  id,
  big = false,
}) => (
  <Box
    as="dl"
    id={id}
    display="grid"
    margin="space0"
    marginTop="space30"
    rowGap="space20"
    columnGap={big ? 'space40' : 'space30'}
    fontSize={big ? 'fontSize30' : 'fontSize20'}
    lineHeight={big ? 'lineHeight20' : 'lineHeight10'}
    style={{ gridTemplateColumns: `${big ? 104 : 76}px minmax(0, 1fr)` }}
  >
    {facts.map(([label, value]) => (
      <React.Fragment key={label}>
        <Box as="dt" color="colorTextWeak">
          {label}
        </Box>
        <Box as="dd" margin="space0" color="colorText" overflowWrap="anywhere" dir="auto" style={{ textAlign: 'left' }}>
          {value}
        </Box>
      </React.Fragment>
    ))}
  </Box>
);
