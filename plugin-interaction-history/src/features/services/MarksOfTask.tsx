import * as React from 'react';
import { isSameOrigin } from '@interaction-history/shared/src/caller/same-origin';
import { useSelected } from '../../state/store';
import { useTaskSession } from '../task-session';
import { Marks } from './Marks';

/** What was done on this task, below the reason: it stays whatever the reason becomes (SV-4). */
export const MarksOfTask: React.FC = () => {
  const { services, customer } = useTaskSession();
  const org = useSelected(customer.store, ({ link }) =>
    link.phase === 'linked' ? (link.customer.salesforce?.url ?? null) : null,
  );
  const marks = useSelected(services.store, (state) => state.marks);
  // a task's attributes are anyone's to write: a link leads to the customer's org or nowhere (TR-4)
  const trusted = marks.map((mark) => ({
    ...mark,
    url: org !== null && mark.url !== null && isSameOrigin(mark.url, org) ? mark.url : null,
  }));
  return <Marks marks={trusted} isNews />;
};
