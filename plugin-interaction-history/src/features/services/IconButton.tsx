import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Icon, type IconName } from '../../ui/Icon';

interface Props {
  name: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

/** A button that is an icon alone. */
export const IconButton: React.FC<Props> = ({ name, label, disabled = false, onClick }) => (
  <Box
    as="button"
    type="button"
    aria-label={label}
    disabled={disabled}
    onClick={onClick}
    display="inline-flex"
    padding="space20"
    borderStyle="none"
    borderRadius="borderRadius20"
    backgroundColor="transparent"
    color="colorTextWeak"
    cursor="pointer"
    outline="none"
    _focus={{ boxShadow: 'shadowFocus' }}
  >
    <Icon name={name} />
  </Box>
);
