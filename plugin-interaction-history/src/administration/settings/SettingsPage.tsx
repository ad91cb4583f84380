import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import type { SettingName } from '@interaction-history/shared/src/contract/settings';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { dateTimeOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useWords } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { Loading } from '../ui/Loading';
import { SettingsFoot } from './SettingsFoot';
import { COLUMNS, SettingsForm } from './SettingsForm';
import { SettingsRevisions } from './SettingsRevisions';
import { changesIn, wrongIn, type SettingsDesk, type SettingsEditing } from './settings-editor';
import { timings } from '../../state/timings';

interface Props {
  desk: SettingsDesk;
  /** Supervisors read, admins publish. */
  mayEdit: boolean;
  tabs: React.ReactNode;
  /** The setting that this page was opened for. */
  opensAt?: SettingName | undefined;
}

/** Settings: loading, what keeps them from being shown, the form, and their revisions (AD-5). */
export const SettingsPage: React.FC<Props> = ({ desk, mayEdit, tabs, opensAt }) => {
  const { strings } = useWords();
  const { settings: words } = strings;
  const state = useStore(desk.store);
  const [showsRevisions, setShowsRevisions] = React.useState(false);
  useNews(desk);
  if (state.phase !== 'ready')
    return (
      <Frame title={<PageTitle>{words.title}</PageTitle>} tabs={tabs}>
        {state.phase === 'loading' ? (
          <Loading label={words.loading} columns={COLUMNS} />
        ) : (
          <Failed desk={desk} error={state.error} />
        )}
      </Frame>
    );
  const { editing } = state;
  if (showsRevisions)
    return <SettingsRevisions desk={desk} editing={editing} mayEdit={mayEdit} onBack={() => setShowsRevisions(false)} />;
  const changes = changesIn(editing).length;
  return (
    <Frame
      title={
        <>
          <PageTitle>{words.title}</PageTitle>
          {changes > 0 ? <Badge tone="pending">{words.unsavedTab(changes)}</Badge> : null}
        </>
      }
      actions={
        <Button variant="secondary" onClick={() => setShowsRevisions(true)}>
          <Icon name="history" />
          {strings.revisions.open}
        </Button>
      }
      tabs={tabs}
      facts={<PublishedBy editing={editing} />}
      foot={mayEdit ? <SettingsFoot desk={desk} editing={editing} changes={changes} wrong={wrongIn(editing).size} /> : undefined}
    >
      <SettingsForm desk={desk} editing={editing} mayEdit={mayEdit} opensAt={opensAt} />
    </Frame>
  );
};

const PublishedBy: React.FC<{ editing: SettingsEditing }> = ({ editing: { by, known } }) => {
  const { strings, locale } = useWords();
  const { settings: words } = strings;
  if (by === null) return <Small>{words.publishedNever}</Small>;
  return <Small>{words.publishedAs(known.version, dateTimeOf(locale, by.publishedAt, Date.now()), by.publishedBy.name)}</Small>;
};

const Failed: React.FC<{ desk: SettingsDesk; error: Parameters<typeof explain>[0] }> = ({ desk, error }) => {
  const { settings: words } = useWords().strings;
  const agent = useStrings();
  if (error.code === 'forbidden') return <Notice kind="error" urgent title={words.forbidden.title} body={words.forbidden.body} />;
  return (
    <Notice
      kind="error"
      urgent
      title={words.loadFailed}
      body={explain(error, agent)}
      action={<RetryButton what={words.title} onRetry={() => void desk.load()} />}
    />
  );
};

function useNews(desk: SettingsDesk): void {
  React.useEffect(() => {
    if (desk.store.get().phase === 'loading') void desk.load();
    else void desk.look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void desk.look();
    }, timings.followEditors);
    return () => clearInterval(timer);
  }, [desk]);
}
