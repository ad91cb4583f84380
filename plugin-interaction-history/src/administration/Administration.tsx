import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import { createApi, type ApiCall } from '../api/client';
import { browserStorage } from '../state/browser-storage';
import { LanguageContext, stringsFor } from '../strings/strings';
import { Notice } from '../ui/Notice';
import type { AdministrationProps } from './contract';
import { createMergeFlow, type MergeFlow } from './customers/merge-flow';
import { CustomersPage } from './customers/CustomersPage';
import { createReasonCodesEditor, type ReasonCodesEditor } from './editor/reason-codes-editor';
import { createSettingsEditor, warnOfChanges, type SettingsEditor } from './settings/settings-editor';
import { SettingsPage } from './settings/SettingsPage';
import { ApiContext } from './shell/api';
import { MakeDefaultContext } from './shell/default-reason';
import { ReasonCodesPage } from './shell/ReasonCodesPage';
import { Tabs, type Page } from './shell/Tabs';
import { AdministrationLanguageContext, administrationStrings } from './strings/strings';
import { createTreeViewModel, type TreeViewModel } from './tree/tree-view';
import { Frame, PageTitle } from './ui/Frame';

interface Desk {
  api: ApiCall;
  editor: ReasonCodesEditor;
  tree: TreeViewModel;
  settings: SettingsEditor;
  merge: MergeFlow;
}
/** One for a session, beyond the view: Flex takes a view down when another opens, and no edit may go with it. */
const desks = new WeakMap<AdministrationProps['session'], Desk>();

/** The administration within its theme and languages. A further page is an entry of `pages` and its content. */
export const Administration: React.FC<AdministrationProps> = ({ session, workerSid, locale, roles, theme }) => {
  const strings = administrationStrings(locale);
  const pages: readonly Page[] = [
    { id: 'reason-codes', label: strings.title },
    { id: 'settings', label: strings.settings.title },
    { id: 'customers', label: strings.customers.title },
  ];
  const [page, setPage] = React.useState('reason-codes');
  const [opensAt, setOpensAt] = React.useState<SettingName>();
  const desk = React.useMemo(() => deskOf(session, workerSid ?? '', locale), [session, workerSid, locale]);
  const choose = (id: string): void => {
    setOpensAt(undefined);
    setPage(id);
  };
  const makeDefault = (codeId: string): void => {
    desk.settings.propose('defaultReasonId', codeId);
    setOpensAt('defaultReasonId');
    setPage('settings');
  };
  const mayEdit = roles.includes('admin');
  const tabs = <Tabs pages={pages} current={page} onChoose={choose} />;
  return (
    <ThemeProvider theme={theme}>
      <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
        <AdministrationLanguageContext.Provider value={{ strings, locale }}>
          <div id="ih-administration" style={{ height: '100%', width: '100%', minWidth: 0 }}>
            {workerSid === null ? (
              <Frame title={<PageTitle>{strings.title}</PageTitle>}>
                <Notice kind="error" urgent title={strings.noWorker.title} body={strings.noWorker.body} />
              </Frame>
            ) : (
              <ApiContext.Provider value={desk.api}>
                {page === 'settings' ? (
                  <SettingsPage desk={desk.settings} mayEdit={mayEdit} tabs={tabs} opensAt={opensAt} />
                ) : page === 'customers' ? (
                  <CustomersPage desk={desk.merge} tabs={tabs} />
                ) : (
                  <MakeDefaultContext.Provider value={mayEdit ? makeDefault : null}>
                    <ReasonCodesPage editor={desk.editor} desk={desk.tree} tabs={tabs} />
                  </MakeDefaultContext.Provider>
                )}
              </ApiContext.Provider>
            )}
          </div>
        </AdministrationLanguageContext.Provider>
      </LanguageContext.Provider>
    </ThemeProvider>
  );
};

function deskOf(session: AdministrationProps['session'], workerSid: string, locale: string): Desk {
  const known = desks.get(session);
  if (known !== undefined) return known;
  const api = createApi(session);
  const editor = createReasonCodesEditor(api, browserStorage(), workerSid);
  const settings = createSettingsEditor(api, workerSid, (effective) => editor.applySettings(effective));
  warnOfChanges(settings);
  const desk = {
    api,
    editor,
    settings,
    merge: createMergeFlow(api),
    tree: createTreeViewModel(editor, () => ({ strings: administrationStrings(locale), locale })),
  };
  desks.set(session, desk);
  return desk;
}
