import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import { settingChanges } from '@interaction-history/shared/src/settings/edit';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Plain, Small } from '../../ui/text';
import { RevisionsPage } from '../revisions/RevisionsPage';
import { usePages, type Pages } from '../revisions/use-pages';
import { useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { SettingChanges } from './SettingChanges';
import { changesIn, SETTING_NAMES, type SettingsEditor, type SettingsEditing } from './settings-editor';

interface Props {
  editor: SettingsEditor;
  editing: SettingsEditing;
  mayEdit: boolean;
  onBack: () => void;
}

/** Every publication of the settings, compared, and the way to publish one again (AD-2, AD-5). */
export const SettingsRevisions: React.FC<Props> = ({ editor, editing, mayEdit, onBack }) => {
  const { strings } = useAdministrationStrings();
  const { settings: words } = strings;
  const api = useApi();
  const read = React.useCallback(
    (before: number | undefined) => api('settings/revisions', before === undefined ? {} : { before }),
    [api],
  );
  const pages = usePages(read);
  const settingsOf = (version: number): Settings | undefined =>
    version === 0 ? {} : pages.revisions.find((revision) => revision.version === version)?.settings;
  return (
    <RevisionsPage
      title={words.revisions.title}
      back={words.revisions.back}
      onBack={onBack}
      pages={pages}
      changes={(from, to) => {
        const [before, after] = [settingsOf(from), settingsOf(to)];
        if (before === undefined || after === undefined) return <Unread pages={pages} />;
        const changes = settingChanges(SETTING_NAMES, before, after);
        return changes.length === 0 ? (
          <Plain>{strings.revisions.noDifference}</Plain>
        ) : (
          <SettingChanges changes={changes} editing={editing} />
        );
      }}
      actions={(version) =>
        version === pages.revisions[0]?.version ? (
          <Small>{strings.revisions.holds}</Small>
        ) : mayEdit ? (
          <Again
            key={version}
            version={version}
            isReplacing={changesIn(editing).length > 0}
            onAgain={() => {
              const settings = settingsOf(version);
              if (settings !== undefined) editor.adopt(settings, words.revisions.againNote(version));
              onBack();
            }}
          />
        ) : (
          <Small>{words.readOnly}</Small>
        )
      }
    />
  );
};

/** A revision of a page that was not read yet: it is read now. */
const Unread: React.FC<{ pages: Pages<Revision> }> = ({ pages: { phase, error, more, showMore } }) => {
  const { revisions: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const isDue = phase === 'ready' && error === null && more;
  React.useEffect(() => {
    if (isDue) showMore();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new function each time; one reading a page is enough
  }, [isDue]);
  return (
    <Box padding="space50" role="status">
      {error === null ? (
        words.reading
      ) : (
        <Notice
          kind="error"
          title={words.readFailed}
          body={explain(error, agent)}
          action={<RetryButton what={words.compare} onRetry={showMore} />}
        />
      )}
    </Box>
  );
};

const Again: React.FC<{ version: number; isReplacing: boolean; onAgain: () => void }> = ({ version, isReplacing, onAgain }) => {
  const { settings: words, cancel } = useAdministrationStrings().strings;
  const [isAsking, setAsking] = React.useState(false);
  if (isAsking)
    return (
      <Row flexWrap="wrap" rowGap="space30">
        <Plain role="alert">{words.revisions.againSure(version)}</Plain>
        <Button variant="destructive" onClick={onAgain}>
          {words.revisions.againYes}
        </Button>
        <Button variant="secondary" autoFocus onClick={() => setAsking(false)}>
          {cancel}
        </Button>
      </Row>
    );
  return (
    <>
      <Button variant="primary" onClick={() => (isReplacing ? setAsking(true) : onAgain())}>
        {words.revisions.again(version)}
      </Button>
      <Small>{words.revisions.againHint}</Small>
    </>
  );
};
