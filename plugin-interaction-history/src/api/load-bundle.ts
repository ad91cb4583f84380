import { VERSION } from '@interaction-history/shared/src/version';

/** What a bundle has registered on the page; undefined before it has come. */
export const loadedBundle = <B>(global: string): B | undefined => (window as unknown as Record<string, B | undefined>)[global];

/**
 * Asks for a bundle of this version once, however often it is wanted; undefined where it did not come, and the next call tries again.
 * No hash of it is known here: it is deployed with the Functions, and rolled back with them.
 */
export function bundleLoader<B>(global: string): (url: string) => Promise<B | undefined> {
  let pending: Promise<B | undefined> | undefined;
  let failures = 0;
  return (url) => {
    pending ??= new Promise((resolve) => {
      const script = document.createElement('script');
      script.onload = script.onerror = () => {
        const arrived = loadedBundle<B>(global);
        if (!arrived) {
          failures++;
          pending = undefined;
          script.remove();
        }
        resolve(arrived);
      };
      // another attempt must not get the failure of the one before from the cache
      script.src = `${url}?v=${VERSION}${failures === 0 ? '' : `&${failures}`}`;
      document.head.appendChild(script);
    });
    return pending;
  };
}
