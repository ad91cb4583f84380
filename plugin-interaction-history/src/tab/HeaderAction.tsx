import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { isNobody } from '../features/customer/candidates';
import { useCustomer } from '../features/customer/use-customer';
import { useTaskSession } from '../features/task-session';
import { useStore } from '../state/store';
import { useStrings } from '../strings/strings';
import { useFocusTarget } from '../ui/focus-scope';
import { Icon } from '../ui/Icon';

/** Search at any time (ID-11); where the search is shown already, the step after it. */
export const HeaderAction: React.FC = () => {
  const { customer } = useStrings();
  const { views, actions } = useTaskSession();
  const { state, canChange } = useCustomer();
  const open = useStore(views.store);
  const button = React.useRef<HTMLButtonElement>(null);
  useFocusTarget('header-action', () => button.current);
  if (!canChange) return null;
  const isSearchShown = open.length === 0 ? isNobody(state) : open[open.length - 1]?.show === 'search';
  return (
    <Button ref={button} variant="secondary" size="small" onClick={isSearchShown ? actions.newCustomer : actions.search}>
      <Icon name={isSearchShown ? 'plus' : 'search'} size={12} />
      {isSearchShown ? customer.newCustomer : customer.search}
    </Button>
  );
};
