import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';

const LINES = ['0', '1', '2', '3', '4', '5'];

/** Skeleton columns on screen, and a text label for screen readers. */
export const Loading: React.FC<{ label: string; columns: string }> = ({ label, columns }) => (
  <Box role="status" flexGrow={1} minHeight="0" display="flex" flexDirection="column">
    <Box as="span" position="absolute" width="size0" height="size0" overflow="hidden">
      {label}
    </Box>
    <Box aria-hidden="true" display="grid" columnGap="space50" flexGrow={1} style={{ gridTemplateColumns: columns }}>
      {columns.match(/minmax/g)?.map((_, column) => (
        <Box
          key={column}
          padding="space70"
          display="flex"
          flexDirection="column"
          rowGap="space60"
          backgroundColor="colorBackgroundBody"
          borderStyle="solid"
          borderWidth="borderWidth10"
          borderColor="colorBorderWeaker"
          borderRadius="borderRadius30"
        >
          {LINES.map((line) => (
            <SkeletonLoader key={line} height="1.25rem" />
          ))}
        </Box>
      ))}
    </Box>
  </Box>
);
