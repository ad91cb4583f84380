import * as React from 'react';
import { useStore } from '../../state/store';
import { InSession } from '../late/InSession';
import type { LatePartProps } from '../services/bundle';
import { AmendForm } from './AmendForm';

/** The form for the entry that is being changed in the tab's history; most calls change none, so it comes late. */
export const AmendInTab: React.FC<LatePartProps> = (props) => {
  const { worker, amendment: store } = props.session;
  const amendment = useStore(store.store);
  if (amendment === null) return null;
  return (
    <InSession {...props}>
      <AmendForm worker={worker} store={store} amendment={amendment} />
    </InSession>
  );
};
