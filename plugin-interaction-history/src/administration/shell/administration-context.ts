import * as React from 'react';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import type { ApiCall } from '../../api/client';
import type { AdministrationSession } from './administration-session';

/** What every page is given by the administration around it. */
export interface AdministrationShell {
  session: AdministrationSession;
  /** Supervisors read the settings, admins publish them. */
  isAdmin: boolean;
  /** The pages' tabs, drawn in each page's own head. */
  tabs: React.ReactNode;
  /** The setting that the settings were opened for, from another page. */
  opensAt: SettingName | undefined;
  openSettings: (at: SettingName) => void;
}

export const AdministrationContext = React.createContext<AdministrationShell | null>(null);

export function useAdministration(): AdministrationShell {
  const shell = React.useContext(AdministrationContext);
  if (shell === null) throw new Error('no AdministrationContext above this component');
  return shell;
}

/** The Functions, for what no editor keeps: revisions, a file. */
export const useApi = (): ApiCall => useAdministration().session.api;

/** Takes a code to the settings as the reason of tasks that end without the agent (RC-6); null for users who can't publish those. */
export function useMakeDefault(): ((codeId: string) => void) | null {
  const { session, isAdmin, openSettings } = useAdministration();
  if (!isAdmin) return null;
  return (codeId) => {
    session.settings.propose('defaultReasonId', codeId);
    openSettings('defaultReasonId');
  };
}
