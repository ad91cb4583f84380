import * as React from 'react';
import { Anchor } from '@twilio-paste/core/anchor';
import { Box } from '@twilio-paste/core/box';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { useStrings } from '../strings/strings';
import { Icon } from './Icon';

/** A record in Salesforce, in a tab of its own that cannot reach this one. */
export const RecordLink: React.FC<{ href: string; children: string }> = ({ href, children }) => {
  const strings = useStrings();
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer">
      <Box
        as="span"
        display="inline-flex"
        alignItems="center"
        columnGap="space20"
        fontSize="fontSize20"
        lineHeight="lineHeight20"
        fontWeight="fontWeightSemibold"
      >
        {children}
        <ScreenReaderOnly>{strings.customer.newTab}</ScreenReaderOnly>
        <Icon name="external" size={12} />
      </Box>
    </Anchor>
  );
};
