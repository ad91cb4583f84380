import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

/** A length beside its figures, with a mark where the span before ended. The figures say it; this one is for the eye. */
export const Bar: React.FC<{ now: number; before: number; most: number }> = ({ now, before, most }) => {
  const part = (count: number): string => `${Math.max(0, (count / most) * 100)}%`;
  return (
    <Box aria-hidden="true" position="relative" height="sizeSquare40" alignSelf="center" style={{ minWidth: 60 }}>
      <Box
        height="100%"
        backgroundColor="colorBackgroundPrimary"
        borderRadius="borderRadius20"
        style={{ width: part(now), printColorAdjust: 'exact' }}
      />
      {before === 0 ? null : (
        <Box
          position="absolute"
          backgroundColor="colorBackgroundBodyInverse"
          style={{ left: `calc(${part(before)} - 1px)`, top: -2, bottom: -2, width: 2 }}
        />
      )}
    </Box>
  );
};
