import * as React from 'react';
import { ThemeProvider } from '@twilio-paste/core/styling-library';
import { useTheme } from '@twilio-paste/core/theme';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import { LanguageContext, stringsFor } from '../strings/strings';
import { Notice } from '../ui/Notice';
import type { AdministrationProps } from './contract';
import { AdministrationContext } from './shell/administration-context';
import { administrationSession } from './shell/administration-session';
import { PAGES, type PageId } from './shell/pages';
import { Tabs } from './shell/Tabs';
import { AdministrationLanguageContext, administrationStrings, useAdministrationStrings } from './strings/strings';
import { Frame, PageTitle } from './ui/Frame';

/** The administration within its theme and languages; its pages are listed in shell/pages.ts. */
export const Administration: React.FC<AdministrationProps> = ({ session, workerSid, locale, roles, theme }) => (
  <ThemeProvider theme={theme}>
    <LanguageContext.Provider value={{ strings: stringsFor(locale), locale }}>
      <AdministrationLanguageContext.Provider value={{ strings: administrationStrings(locale), locale }}>
        <Root>
          {workerSid === null ? <NoWorker /> : <Pages {...{ session, workerSid, locale }} isAdmin={roles.includes('admin')} />}
        </Root>
      </AdministrationLanguageContext.Provider>
    </LanguageContext.Provider>
  </ThemeProvider>
);

/** `--ih-link`: the theme's link colour, for styles that take no Paste token. It differs in Flex's dark theme. */
const Root: React.FC = ({ children }) => {
  // Paste types its theme loosely
  const { textColors } = useTheme() as { textColors: { colorTextLink: string } };
  const style = { height: '100%', width: '100%', minWidth: 0, '--ih-link': textColors.colorTextLink };
  return (
    <div id="ih-administration" style={style}>
      {children}
    </div>
  );
};

const Pages: React.FC<Pick<AdministrationProps, 'session' | 'locale'> & { workerSid: string; isAdmin: boolean }> = ({
  session: flexSession,
  workerSid,
  locale,
  isAdmin,
}) => {
  const [page, setPage] = React.useState<PageId>('reason-codes');
  const [opensAt, setOpensAt] = React.useState<SettingName>();
  const session = React.useMemo(() => administrationSession(flexSession, workerSid, locale), [flexSession, workerSid, locale]);
  const open = (id: PageId, at?: SettingName): void => {
    setOpensAt(at);
    setPage(id);
  };
  const pages = PAGES.filter((each) => isAdmin || !('isForAdmins' in each));
  const tabs = <Tabs pages={pages} current={page} onChoose={open} />;
  const Content: React.FC = PAGES.find(({ id }) => id === page)?.Content ?? PAGES[0].Content;
  return (
    <AdministrationContext.Provider value={{ session, isAdmin, tabs, opensAt, openSettings: (at) => open('settings', at) }}>
      <Content />
    </AdministrationContext.Provider>
  );
};

const NoWorker: React.FC = () => {
  const { strings } = useAdministrationStrings();
  return (
    <Frame title={<PageTitle>{strings.title}</PageTitle>}>
      <Notice kind="error" urgent title={strings.noWorker.title} body={strings.noWorker.body} />
    </Frame>
  );
};
