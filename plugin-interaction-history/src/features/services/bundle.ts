import type * as React from 'react';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { TaskSession } from '../task-session';

/** Raised whenever what the tab gives or expects below changes: plugin and Functions are deployed one by one. */
export const SERVICES_CONTRACT = 2;
export const SERVICES_GLOBAL = 'InteractionHistoryServices';

/** What the tab gives the bundle. */
export interface ServicesOpenProps {
  session: TaskSession;
  /** BCP 47. */
  locale: string;
  /** Flex's own Paste theme. */
  theme: object;
}
export interface SuggestedActionProps extends ServicesOpenProps {
  /** What the chosen reason carries (SV-5). */
  code: NonNullable<ReasonCode['serviceAction']>;
}
/** What the bundle registers as `window[SERVICES_GLOBAL]`. */
export interface ServicesBundle {
  contract: number;
  ServicesOpen: React.ComponentType<ServicesOpenProps>;
  SuggestedAction: React.ComponentType<SuggestedActionProps>;
}
