import * as React from 'react';
import { loadedBundle } from '../../api/load-bundle';
import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle } from '../services/bundle';
import type { WorkerStores } from '../task-session';

interface Loading {
  /** Undefined until it is here, and where it doesn't fit. */
  bundle: ServicesBundle | undefined;
  /** Null: it may still come. `unfit`: it is of another version than the tab. */
  hasFailed: 'absent' | 'unfit' | null;
  load: () => void;
}

/** What most calls never open is a bundle of its own, loaded as soon as it is wanted. */
export function useLateBundle({ loadServices }: Pick<WorkerStores, 'loadServices'>, isWanted = true): Loading {
  const [loaded, setLoaded] = React.useState(() => loadedBundle<ServicesBundle>(SERVICES_GLOBAL));
  const [isAbsent, setAbsent] = React.useState(false);
  const isOver = React.useRef(false);
  React.useEffect(() => () => void (isOver.current = true), []);
  const load = React.useCallback((): void => {
    setAbsent(false);
    void loadServices().then((isThere) => {
      if (isOver.current) return;
      setLoaded(loadedBundle<ServicesBundle>(SERVICES_GLOBAL));
      setAbsent(!isThere);
    });
  }, [loadServices]);
  const isMissing = isWanted && loaded === undefined;
  React.useEffect(() => {
    if (isMissing) load();
  }, [isMissing, load]);
  const fits = loaded?.contract === SERVICES_CONTRACT;
  return {
    bundle: fits ? loaded : undefined,
    hasFailed: loaded !== undefined && !fits ? 'unfit' : isAbsent ? 'absent' : null,
    load,
  };
}
