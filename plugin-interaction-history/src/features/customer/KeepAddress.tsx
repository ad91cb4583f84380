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
}

/** Asks once whether the caller's address is the customer's own (ID-11, ID-14): said quietly, the focus stays where it is. */
export const KeepAddress: React.FC<Props> = ({ question, address, isPhone, name, onAnswer }) => {
  const { customer } = useStrings();
  const words =
    question === 'kept'
      ? customer.addressKept(address, name)
      : isPhone
        ? customer.keepPhone(address, name)
        : customer.keepAddress(address, name);
  return (
    <Box role="status" marginTop="space30">
      <Row flexWrap="wrap" rowGap="space20" minHeight="sizeSquare90">
        {question === 'kept' ? (
          <Box color="colorTextSuccess">
            <Icon name="check" />
          </Box>
        ) : null}
        <Grow>
          <Small color="colorText" overflowWrap="anywhere">
            {words} {question === 'failed' ? customer.keepFailed : ''}
            {question === 'keeping' ? customer.keeping : ''}
          </Small>
        </Grow>
        {question === 'kept' ? null : (
          <>
            <Button variant="secondary" size="small" disabled={question === 'keeping'} onClick={() => onAnswer(true)}>
              {customer.yes}
            </Button>
            <Button variant="secondary" size="small" disabled={question === 'keeping'} onClick={() => onAnswer(false)}>
              {customer.no}
            </Button>
          </>
        )}
      </Row>
    </Box>
  );
};
