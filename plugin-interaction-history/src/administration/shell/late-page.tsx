import * as React from 'react';
import { VERSION } from '@interaction-history/shared/src/version';
import { Notice, RetryButton } from '../../ui/Notice';
import { Loading } from '../ui/Loading';
import { Frame, PageTitle } from '../ui/Frame';
import { useAdministrationStrings, type AdministrationLanguage } from '../strings/strings';
import { useAdministration } from './administration-context';
import { PAGES_GLOBAL, type LatePages } from './late-pages';

/** Where this bundle came from: its pages are beside it. Known only while a classic script runs; null in tests. */
const OWN_URL = (document.currentScript as HTMLScriptElement | null)?.src ?? null;

/** A page whose code is loaded when it opens first: a file of its own, built beside this bundle (tools/build-administration.mjs). */
export function latePage(name: string, title: (strings: AdministrationLanguage['strings']) => string): React.FC {
  return () => {
    const { tabs } = useAdministration();
    const { strings } = useAdministrationStrings();
    const [Content, setContent] = React.useState<React.FC | null>(() => arrived(name));
    const [attempt, setAttempt] = React.useState(0);
    const [hasFailed, setFailed] = React.useState(false);
    React.useEffect(() => {
      if (Content !== null) return;
      let isShown = true;
      setFailed(false);
      void load(name, attempt).then((loaded) => {
        if (!isShown) return;
        // the page draws its own head: a tab that has the focus is another element then
        const focused = document.activeElement?.id ?? '';
        setContent(() => loaded);
        setFailed(loaded === null);
        if (focused !== '') document.getElementById(focused)?.focus();
      });
      return () => {
        isShown = false;
      };
    }, [Content, attempt]);
    if (Content !== null) return <Content />;
    return (
      <Frame title={<PageTitle>{title(strings)}</PageTitle>} tabs={tabs}>
        {hasFailed ? (
          <Notice
            kind="error"
            urgent
            title={strings.pageFailed.title}
            body={strings.pageFailed.body}
            action={<RetryButton what={title(strings)} onRetry={() => setAttempt(attempt + 1)} />}
          />
        ) : (
          <Loading label={strings.pageLoading} columns="minmax(0, 1fr)" />
        )}
      </Frame>
    );
  };
}

const arrived = (name: string): React.FC | null => (window as { [PAGES_GLOBAL]?: LatePages })[PAGES_GLOBAL]?.pages[name] ?? null;

/** @param attempt another one must not get the failure of the one before from the cache, nor a page of this version an earlier one's */
export function pageUrl(name: string, bundle: string, attempt: number): string {
  const url = new URL(`administration-${name}.js`, bundle);
  url.search = `v=${VERSION}${attempt === 0 ? '' : `&${attempt}`}`;
  return url.href;
}

function load(name: string, attempt: number): Promise<React.FC | null> {
  if (OWN_URL === null) return Promise.resolve(null);
  const src = pageUrl(name, OWN_URL, attempt);
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.onload = script.onerror = () => {
      script.remove();
      resolve(arrived(name));
    };
    script.src = src;
    document.head.appendChild(script);
  });
}
