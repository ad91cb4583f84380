import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

interface Props {
  label: string;
  /** The accessible name, where the words beside the switch only say its state. */
  name?: string;
  isOn: boolean;
  /** Small, with the words before the switch, as in a toolbar. */
  small?: boolean;
  onChange: () => void;
}

/** A switch with its words: on or off at once, nothing to confirm. */
export const Toggle: React.FC<Props> = ({ label, name, isOn, small = false, onChange }) => (
  <Box
    as="button"
    type="button"
    role="switch"
    aria-checked={isOn}
    aria-label={name === undefined ? undefined : `${name}: ${label}`}
    onClick={onChange}
    display="inline-flex"
    flexDirection={small ? 'row-reverse' : 'row'}
    alignItems="center"
    columnGap="space30"
    padding="space0"
    borderStyle="none"
    backgroundColor="transparent"
    color={small ? 'colorTextWeak' : 'colorText'}
    fontFamily="inherit"
    fontSize={small ? 'fontSize20' : 'fontSize30'}
    lineHeight="lineHeight20"
    fontWeight={small ? 'fontWeightNormal' : 'fontWeightSemibold'}
    cursor="pointer"
    outline="none"
    borderRadius="borderRadius20"
    _focus={{ boxShadow: 'shadowFocus' }}
  >
    <Box
      as="span"
      display="inline-block"
      flexShrink={0}
      borderRadius="borderRadiusPill"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor={isOn ? 'colorBorderPrimary' : 'colorBorder'}
      backgroundColor={isOn ? 'colorBackgroundPrimary' : 'colorBackgroundBody'}
      style={{ width: 36, height: 20, padding: 2, boxSizing: 'border-box' }}
    >
      <Box
        as="span"
        display="block"
        borderRadius="borderRadiusCircle"
        backgroundColor={isOn ? 'colorBackgroundBody' : 'colorBackgroundStrongest'}
        style={{ width: 14, height: 14, marginLeft: isOn ? 16 : 0 }}
      />
    </Box>
    {label}
  </Box>
);
