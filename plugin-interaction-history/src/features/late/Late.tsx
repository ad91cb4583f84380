import * as React from 'react';
import { loadedBundle } from '../../api/load-bundle';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle } from '../services/bundle';
import type { WorkerStores } from '../task-session';

interface Props {
  worker: Pick<WorkerStores, 'loadServices'>;
  /** What it is, for the button that tries again. */
  what: string;
  children: (bundle: ServicesBundle) => React.ReactElement;
}

/** What most calls never open is a bundle of its own, loaded when it is opened first. */
export const Late: React.FC<Props> = ({ worker: { loadServices }, what, children }) => {
  const strings = useStrings();
  const [bundle, setBundle] = React.useState(() => loadedBundle<ServicesBundle>(SERVICES_GLOBAL));
  const [hasFailed, setFailed] = React.useState(false);
  const isOver = React.useRef(false);
  React.useEffect(() => () => void (isOver.current = true), []);
  const load = React.useCallback((): void => {
    setFailed(false);
    void loadServices().then((isThere) => {
      if (isOver.current) return;
      setBundle(loadedBundle<ServicesBundle>(SERVICES_GLOBAL));
      setFailed(!isThere);
    });
  }, [loadServices]);
  React.useEffect(() => {
    if (bundle === undefined) load();
  }, [bundle, load]);
  if (bundle?.contract === SERVICES_CONTRACT) return children(bundle);
  if (bundle === undefined && !hasFailed) return <Small role="status">{strings.services.loading}</Small>;
  return (
    <Notice
      kind="error"
      title={bundle === undefined ? strings.services.openFailed : strings.administration.unfit}
      action={bundle === undefined ? <RetryButton what={what} onRetry={load} /> : null}
    />
  );
};
