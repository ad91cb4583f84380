import * as React from 'react';
import type * as FlexUi from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { bundleLoader, loadedBundle } from '../api/load-bundle';
import { ADMINISTRATION_CONTRACT, ADMINISTRATION_GLOBAL, type AdministrationBundle } from '../administration/contract';
import { LanguageContext, type Language } from '../strings/strings';
import { Notice, RetryButton } from '../ui/Notice';
import type { Session } from './session';

const VIEW = 'reason-codes';

/** The view for editors, beside Flex's own (AD-1); its content is a second bundle, loaded when the view opens first. */
export function addAdministration(flex: typeof FlexUi, manager: FlexUi.Manager, language: Language, session: Session): void {
  const { roles } = manager.user;
  if (!roles.includes('admin') && !roles.includes('supervisor')) return;
  const { administration: words } = language.strings;
  const load = bundleLoader<AdministrationBundle>(ADMINISTRATION_GLOBAL);
  const View: React.FC = () => {
    const [bundle, setBundle] = React.useState(loaded);
    const [attempt, setAttempt] = React.useState(0);
    const [hasFailed, setFailed] = React.useState(false);
    const theme = React.useContext(ThemeContext);
    React.useEffect(() => {
      const functions = session.functionsUrl();
      if (bundle) return;
      if (functions === null) return setFailed(true);
      let isShown = true;
      setFailed(false);
      void load(`${functions.replace(/\/+$/, '')}/administration.js`).then((arrived) => {
        if (!isShown) return;
        setBundle(arrived);
        setFailed(!arrived);
      });
      return () => {
        isShown = false;
      };
    }, [bundle, attempt]);
    if (bundle?.contract === ADMINISTRATION_CONTRACT)
      return <bundle.Administration {...{ session, theme, roles }} workerSid={session.workerSid} locale={language.locale} />;
    return (
      <LanguageContext.Provider value={language}>
        <Box padding="space70" width="100%" role="status">
          {bundle || hasFailed ? (
            <Notice
              kind="error"
              title={bundle ? words.unfit : words.failed}
              body={session.functionsUrl() === null ? language.strings.notConfigured.body : undefined}
              action={bundle ? null : <RetryButton what={words.link} onRetry={() => setAttempt(attempt + 1)} />}
            />
          ) : (
            words.loading
          )}
        </Box>
      </LanguageContext.Provider>
    );
  };
  const Link: React.FC<{ activeView?: string; showLabel?: boolean }> = ({ activeView, showLabel }) => (
    <flex.SideLink
      // Flex's types leave the name out, though its own links have it: a collapsed bar shows the icon alone
      {...{ 'aria-label': words.link, showLabel }}
      icon="Settings"
      iconActive="SettingsBold"
      isActive={activeView === VIEW}
      onClick={() => void flex.Actions.invokeAction('NavigateToView', { viewName: VIEW })}
    >
      {words.link}
    </flex.SideLink>
  );
  flex.ViewCollection.Content.add(
    <flex.View name={VIEW} key={VIEW}>
      <View />
    </flex.View>,
  );
  flex.SideNav.Content.add(<Link key={VIEW} />);
}

const loaded = (): AdministrationBundle | undefined => loadedBundle(ADMINISTRATION_GLOBAL);
