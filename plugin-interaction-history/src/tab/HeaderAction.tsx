import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { useStrings } from '../strings/strings';
import { Icon } from '../ui/Icon';
import { HEADER_ACTION_ID, type CustomerActions } from '../features/customer/customer-actions';

interface Props {
  paneIsShown: boolean;
  actions: Pick<CustomerActions, 'search' | 'newCustomer'>;
}

/** Search at any time (ID-11); where the search is shown already, the step after it. */
export const HeaderAction: React.FC<Props> = ({ paneIsShown, actions }) => {
  const { customer } = useStrings();
  return (
    <Button id={HEADER_ACTION_ID} variant="secondary" size="small" onClick={paneIsShown ? actions.newCustomer : actions.search}>
      <Icon name={paneIsShown ? 'plus' : 'search'} size={12} />
      {paneIsShown ? customer.newCustomer : customer.search}
    </Button>
  );
};
