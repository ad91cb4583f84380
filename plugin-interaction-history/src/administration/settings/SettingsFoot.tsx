import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Icon } from '../../ui/Icon';
import { Row } from '../../ui/layout';
import { Plain, Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import type { SettingsEditor, SettingsEditing } from './settings-editor';

/** Where the page says what came of publishing. */
export const NEWS_ID = 'ih-settings-news';

interface Props {
  desk: SettingsEditor;
  editing: SettingsEditing;
  changes: number;
  wrong: number;
}

/** The decision: publish, or throw the changes away. What is in the way of publishing is written beside it. */
export const SettingsFoot: React.FC<Props> = ({ desk, editing, changes, wrong }) => {
  const { settings: words } = useAdministrationStrings().strings;
  const [isDiscarding, setDiscarding] = React.useState(false);
  const left = editing.conflicts.filter(({ chosen }) => chosen === null).length;
  const isSending = editing.publishing.phase === 'sending';
  if (isDiscarding && changes > 0)
    return (
      <Row flexWrap="wrap">
        <Plain role="alert">{words.discardSure}</Plain>
        <Button
          variant="destructive"
          onClick={() => {
            desk.discard();
            setDiscarding(false);
          }}
        >
          {words.discardYes}
        </Button>
        <Button variant="secondary" autoFocus onClick={() => setDiscarding(false)}>
          {words.discardNo}
        </Button>
      </Row>
    );
  return (
    <>
      <Box
        display="flex"
        alignItems="center"
        columnGap="space20"
        flexGrow={1}
        color={changes === 0 ? 'colorTextWeak' : 'colorTextWarningStrong'}
        fontSize="fontSize20"
        lineHeight="lineHeight10"
        fontWeight="fontWeightSemibold"
      >
        {changes === 0 ? null : <Icon name="unsaved" />}
        {words.notPublished(changes)}
      </Box>
      {wrong > 0 ? <Small role="status">{words.wrongLeft(wrong)}</Small> : null}
      {left > 0 ? <Small role="status">{words.choicesLeft(left)}</Small> : null}
      <Button variant="link" disabled={changes === 0 || isSending} onClick={() => setDiscarding(true)}>
        {words.discard}
      </Button>
      <Button
        variant="primary"
        disabled={changes === 0 || wrong > 0 || left > 0 || isSending}
        onClick={() => void desk.publish().then(showNews)}
      >
        {isSending ? words.publishing : words.publish(editing.known.version + 1)}
      </Button>
    </>
  );
};

/** What came of publishing stands at the top; the page may be scrolled far below it. */
function showNews(): void {
  const news = document.getElementById(NEWS_ID);
  // a refusal has put the focus on the way to its field already
  if (news !== null && !news.contains(document.activeElement)) news.focus();
}
