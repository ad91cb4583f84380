import * as React from 'react';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { loadedBundle } from '../../api/load-bundle';
import { useLanguage } from '../../strings/strings';
import { useTaskSession } from '../task-session';
import { SERVICES_CONTRACT, SERVICES_GLOBAL, type ServicesBundle, type ServicesOpenProps } from './bundle';

interface Loading {
  bundle: ServicesBundle | undefined;
  /** It did not come, or it is of another version than the tab. */
  hasFailed: boolean;
  load: () => void;
  /** What its components are given. */
  props: ServicesOpenProps;
}

/** The bundle of what is about services, loaded as soon as it is wanted. */
export function useServicesBundle(isWanted: boolean): Loading {
  const session = useTaskSession();
  const { locale } = useLanguage();
  const theme = React.useContext(ThemeContext);
  const { loadServices } = session.worker;
  const [loaded, setLoaded] = React.useState(() => loadedBundle<ServicesBundle>(SERVICES_GLOBAL));
  const [isAbsent, setAbsent] = React.useState(false);
  const load = React.useCallback((): void => {
    setAbsent(false);
    void loadServices().then((isThere) => {
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
    hasFailed: isAbsent || (loaded !== undefined && !fits),
    load,
    props: { session, locale, theme },
  };
}
