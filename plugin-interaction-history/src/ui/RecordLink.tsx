import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../strings/strings';
import { isWebAddress } from '@interaction-history/shared/src/caller/same-origin';
import { Icon } from './Icon';
import { Small } from './text';

/**
 * A record in Salesforce, in a tab of its own that cannot reach this one; only the words where the address isn't http or https. Looks as
 * Paste's Anchor, at a tenth of its weight.
 */
export const RecordLink: React.FC<{ href: string; children: string }> = ({ href, children }) => {
  const strings = useStrings();
  if (!isWebAddress(href)) return <Small color="colorText">{children}</Small>;
  return (
    <Box
      as="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={strings.customer.opensInNewTab(children)}
      display="inline-flex"
      alignItems="center"
      columnGap="space20"
      borderRadius="borderRadius20"
      color="colorTextLink"
      fontSize="fontSize20"
      lineHeight="lineHeight20"
      fontWeight="fontWeightSemibold"
      outline="none"
      textDecoration="none"
      _hover={{ textDecoration: 'underline', color: 'colorTextLinkStronger' }}
      _focus={{ boxShadow: 'shadowFocus' }}
    >
      {children}
      <Icon name="external" size={12} />
    </Box>
  );
};
