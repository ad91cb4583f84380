import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Grow, Row } from '../../ui/layout';
import { Small } from '../../ui/text';
import type { AddressQuestion } from './customer-state';

interface Props {
  question: Exclude<AddressQuestion, 'none'>;
  /** The caller's address as people read it. */
  address: string;
  isPhone: boolean;
  name: string;
  onAnswer: (keep: boolean) => void;
  onUndo: () => void;
}

/**
 * Asks once whether the caller's address is the customer's own (ID-11, ID-14), and lets the agent take it back (ID-17): said quietly, the
 * focus stays where it is.
 */
export const KeepAddress: React.FC<Props> = ({ question, address, isPhone, name, onAnswer, onUndo }) => {
  const { customer } = useStrings();
  const isKept = question === 'kept' || question === 'releasing' || question === 'release-failed';
  const isBusy = question === 'keeping' || question === 'releasing';
  const words = isKept
    ? customer.addressKept(address, name)
    : isPhone
      ? customer.keepPhone(address, name)
      : customer.keepAddress(address, name);
  const note =
    question === 'failed'
      ? customer.keepFailed
      : question === 'release-failed'
        ? customer.undoFailed
        : isBusy
          ? customer.keeping
          : '';
  const button = (label: string, onClick: () => void): React.ReactNode => (
    <Button variant="secondary" size="small" disabled={isBusy} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <Box role="status" marginTop="space30">
      <Row flexWrap="wrap" rowGap="space20" minHeight="sizeSquare90">
        {isKept ? (
          <Box color="colorTextSuccess">
            <Icon name="check" />
          </Box>
        ) : null}
        <Grow>
          <Small color="colorText" overflowWrap="anywhere">
            {words} {note}
          </Small>
        </Grow>
        {isKept ? (
          button(customer.undo, onUndo)
        ) : (
          <>
            {button(customer.yes, () => onAnswer(true))}
            {button(customer.no, () => onAnswer(false))}
          </>
        )}
      </Row>
    </Box>
  );
};
