import type * as React from 'react';
import type { TaskSession } from '../task-session';

/** Raised whenever what the tab gives or expects below changes: plugin and Functions are deployed one by one. */
export const SERVICES_CONTRACT = 1;
export const SERVICES_GLOBAL = 'InteractionHistoryServices';

/** What the tab gives the open section's bundle. */
export interface ServicesOpenProps {
  session: TaskSession;
  /** BCP 47. */
  locale: string;
  /** Flex's own Paste theme. */
  theme: object;
}
/** What the bundle registers as `window[SERVICES_GLOBAL]`. */
export interface ServicesBundle {
  contract: number;
  ServicesOpen: React.ComponentType<ServicesOpenProps>;
}
