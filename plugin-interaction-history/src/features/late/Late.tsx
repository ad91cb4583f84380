import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import type { ServicesBundle } from '../services/bundle';
import type { WorkerStores } from '../task-session';
import { useLateBundle } from './use-late-bundle';

interface Props {
  worker: Pick<WorkerStores, 'loadServices'>;
  /** What it is, for the button that tries again. */
  what: string;
  children: (bundle: ServicesBundle) => React.ReactElement;
}

/** What comes late, and what is said until it is here. */
export const Late: React.FC<Props> = ({ worker, what, children }) => {
  const { services } = useStrings();
  const { bundle, hasFailed, load } = useLateBundle(worker);
  if (bundle !== undefined) return children(bundle);
  if (hasFailed === null) return <Small role="status">{services.loading}</Small>;
  return (
    <Notice
      kind="error"
      title={services.openFailed}
      action={hasFailed === 'absent' ? <RetryButton what={what} onRetry={load} /> : null}
    />
  );
};
