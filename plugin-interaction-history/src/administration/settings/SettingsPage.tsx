import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { dateTimeOf } from '../../strings/format';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Small } from '../../ui/text';
import { useAdministration } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { LoadFailure } from '../versioned/LoadFailure';
import { PublishFooter } from '../versioned/PublishFooter';
import { useVersionedEditor } from '../versioned/use-versioned-editor';
import { isSending } from '../versioned/versioned-editor';
import { Loading } from '../ui/Loading';
import { COLUMNS, RESULT_ID, SettingsForm } from './SettingsForm';
import { SettingsRevisions } from './SettingsRevisions';
import { changesIn, wrongIn, type SettingsEditor, type SettingsEditing } from './settings-editor';

/** Settings: loading, what keeps them from being shown, the form, and their revisions (AD-5). */
export const SettingsPage: React.FC = () => {
  const {
    session: { settings: editor },
    isAdmin: mayEdit,
    tabs,
    opensAt,
  } = useAdministration();
  const { strings } = useAdministrationStrings();
  const { settings: words } = strings;
  const state = useVersionedEditor(editor);
  const [showsRevisions, setShowsRevisions] = React.useState(false);
  if (state.phase !== 'ready')
    return (
      <Frame title={<PageTitle>{words.title}</PageTitle>} tabs={tabs}>
        {state.phase === 'loading' ? (
          <Loading label={words.loading} columns={COLUMNS} />
        ) : (
          <LoadFailure error={state.error} words={words} onRetry={() => void editor.load()} />
        )}
      </Frame>
    );
  const { editing } = state;
  if (showsRevisions)
    return <SettingsRevisions editor={editor} editing={editing} mayEdit={mayEdit} onBack={() => setShowsRevisions(false)} />;
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
      foot={mayEdit ? <Footer editor={editor} editing={editing} changes={changes} /> : undefined}
    >
      <SettingsForm editor={editor} editing={editing} mayEdit={mayEdit} opensAt={opensAt} />
    </Frame>
  );
};

const PublishedBy: React.FC<{ editing: SettingsEditing }> = ({ editing: { by, known } }) => {
  const { strings, locale } = useAdministrationStrings();
  const { settings: words } = strings;
  if (by === null) return <Small>{words.publishedNever}</Small>;
  return <Small>{words.publishedAs(known.version, dateTimeOf(locale, by.publishedAt, Date.now()), by.publishedBy.name)}</Small>;
};

const Footer: React.FC<{ editor: SettingsEditor; editing: SettingsEditing; changes: number }> = ({
  editor,
  editing,
  changes,
}) => {
  const { settings: words } = useAdministrationStrings().strings;
  const wrong = wrongIn(editing).size;
  const left = editing.conflicts.filter(({ chosen }) => chosen === null).length;
  return (
    <PublishFooter
      words={words}
      status={words.notPublished(changes)}
      hasChanges={changes > 0}
      obstacles={[...(wrong > 0 ? [words.wrongLeft(wrong)] : []), ...(left > 0 ? [words.choicesLeft(left)] : [])]}
      isSending={isSending(editing)}
      publishLabel={isSending(editing) ? words.publishing : words.publish(editing.known.version + 1)}
      onPublish={() => void editor.publish().then(showResult)}
      onDiscard={() => editor.discard()}
    />
  );
};

/** The result of publishing is shown at the top; the page may be scrolled far below it. */
function showResult(): void {
  const result = document.getElementById(RESULT_ID);
  // a refusal has put the focus on the way to its field already
  if (result !== null && !result.contains(document.activeElement)) result.focus();
}
