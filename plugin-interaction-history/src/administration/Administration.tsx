import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import { createApi } from '../api/client';
import { browserStorage } from '../state/browser-storage';
import { LanguageContext, stringsFor } from '../strings/strings';
import { Notice } from '../ui/Notice';
import type { AdministrationProps } from './contract';
import { createEditor, type Editor } from './editor/editor';
import { ReasonCodesPage } from './shell/ReasonCodesPage';
import { Tabs, type Page } from './shell/Tabs';
import { AdministrationLanguageContext, administrationStrings } from './strings/strings';
import { createTreeDesk, type TreeDesk } from './tree/tree-view';
import { Frame, PageTitle } from './ui/Frame';

interface Desk {
  editor: Editor;
  tree: TreeDesk;
}
/** One for a session, beyond the view: Flex takes a view down when another opens, and no edit may go with it. */
const desks = new WeakMap<AdministrationProps['session'], Desk>();

/** The administration within its theme and languages. A further page is an entry of `pages` and its content. */
export const Administration: React.FC<AdministrationProps> = ({ session, workerSid, locale, theme }) => {
  const strings = administrationStrings(locale);
  const pages: readonly Page[] = [{ id: 'reason-codes', label: strings.title }];
  const [page, setPage] = React.useState('reason-codes');
  const desk = React.useMemo(() => deskOf(session, workerSid ?? '', locale), [session, workerSid, locale]);
  const tabs = <Tabs pages={pages} current={page} onChoose={setPage} />;
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
              <ReasonCodesPage editor={desk.editor} desk={desk.tree} tabs={pages.length < 2 ? null : tabs} />
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
  const editor = createEditor(createApi(session), browserStorage(), workerSid);
  const desk = { editor, tree: createTreeDesk(editor, () => ({ strings: administrationStrings(locale), locale })) };
  desks.set(session, desk);
  return desk;
}
