import { createApi, type ApiCall } from '../../api/client';
import { browserStorage } from '../../state/browser-storage';
import type { AdministrationProps } from '../contract';
import { createMergeFlow, type MergeFlow } from '../customers/merge-flow';
import { createReasonCodesEditor, type ReasonCodesEditor } from '../editor/reason-codes-editor';
import { createSettingsEditor, warnOfChanges, type SettingsEditor } from '../settings/settings-editor';
import { administrationStrings } from '../strings/strings';
import { createTreeViewModel, type TreeViewModel } from '../tree/tree-view';

/** What an editor works on, beyond the view: Flex takes a view down when another opens, and no edit may go with it. */
export interface AdministrationSession {
  api: ApiCall;
  reasonCodes: ReasonCodesEditor;
  tree: TreeViewModel;
  settings: SettingsEditor;
  merge: MergeFlow;
}

const sessions = new WeakMap<AdministrationProps['session'], AdministrationSession>();

/** The one session of a Flex log-in, made when the administration opens first. */
export function administrationSession(
  flexSession: AdministrationProps['session'],
  workerSid: string,
  locale: string,
): AdministrationSession {
  const existing = sessions.get(flexSession);
  if (existing !== undefined) return existing;
  const api = createApi(flexSession);
  const reasonCodes = createReasonCodesEditor(api, browserStorage(), workerSid);
  const settings = createSettingsEditor(api, workerSid, (effective) => reasonCodes.applySettings(effective));
  warnOfChanges(settings);
  const session = {
    api,
    reasonCodes,
    settings,
    merge: createMergeFlow(api),
    tree: createTreeViewModel(reasonCodes, () => ({ strings: administrationStrings(locale), locale })),
  };
  sessions.set(flexSession, session);
  return session;
}
