import type * as React from 'react';
import { VERSION } from '@interaction-history/shared/src/version';

/** A late page's last line. One of another version than the bundle around it stays away: the page says to reload. */
export function registerPage(name: string, Content: React.FC): void {
  const offer = (window as { InteractionHistoryPages?: { version: string; pages: Record<string, React.FC> } })
    .InteractionHistoryPages;
  if (offer?.version === VERSION) offer.pages[name] = Content;
}
