import type * as React from 'react';

/** Raised whenever what the plugin gives or expects below changes: plugin and administration are deployed one by one. */
export const ADMINISTRATION_CONTRACT = 1;
export const ADMINISTRATION_GLOBAL = 'InteractionHistoryAdministration';

/** What the plugin gives the administration's bundle. */
export interface AdministrationProps {
  /** Read for each call: Flex renews the token under a running page. */
  session: { functionsUrl(): string | null; token(): string };
  /** Null where Flex has no worker for this user. */
  workerSid: string | null;
  /** BCP 47. */
  locale: string;
  roles: readonly string[];
  /** Flex's own Paste theme. */
  theme: object;
}

/** What the bundle registers as `window[ADMINISTRATION_GLOBAL]`. */
export interface AdministrationBundle {
  contract: number;
  Administration: React.ComponentType<AdministrationProps>;
}
