import * as React from 'react';
import { MasterRecordView } from '../master/MasterRecordView';
import { LateInTab } from '../late/LateInTab';
import { QueryPane } from '../query/QueryPane';
import { useTaskSession } from '../task-session';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { useFocusFallback } from '../../ui/focus';
import { useFocusTarget } from '../../ui/focus-scope';
import { Section } from '../../ui/layout';
import { CustomerSection } from './CustomerSection';
import { LinkFailure, useHasLinkFailure } from './LinkFailure';

interface Props {
  lastContact: React.ReactNode;
  /** The linked customer is being read again. */
  isRestoring: boolean;
}

/** The customer's place in the tab: what the look-up leads to, or what the agent opened over it. */
export const CustomerContainer: React.FC<Props> = ({ lastContact, isRestoring }) => {
  const { customer, create } = useStrings();
  const { views, focus } = useTaskSession();
  const hasLinkFailure = useHasLinkFailure();
  const view = useStore(views.store).slice(-1)[0] ?? null;
  // where what has the focus goes, a button that was pressed or a notice
  const place: React.RefObject<HTMLDivElement> = useFocusFallback(
    () =>
      focus.find('chosen-match', 'matches', 'result', 'search-name') ??
      place.current?.querySelector<HTMLElement>('a, button') ??
      null,
  );
  useFocusTarget('customer', () => place.current);
  useFocusTarget('customer-way', () => place.current?.querySelector('button') ?? null);
  return (
    <div ref={place}>
      {view === null ? (
        <CustomerSection lastContact={lastContact} isRestoring={isRestoring} />
      ) : view.show === 'search' ? (
        <QueryPane>{hasLinkFailure ? <LinkFailure /> : null}</QueryPane>
      ) : (
        <>
          {view.show === 'record' ? (
            <MasterRecordView key={view.accountNumber} name={view.name} from={view.from} />
          ) : (
            <LateInTab part="NewCustomer" what={create.heading} />
          )}
          {hasLinkFailure ? (
            <Section label={customer.heading}>
              <LinkFailure />
            </Section>
          ) : null}
        </>
      )}
    </div>
  );
};
