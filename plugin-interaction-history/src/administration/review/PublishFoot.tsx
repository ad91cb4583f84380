import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStore } from '../../state/store';
import { momentOf } from '../../strings/format';
import { Icon } from '../../ui/Icon';
import { Row } from '../../ui/layout';
import { Plain, Small } from '../../ui/text';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import type { Review } from './use-review';

interface Props {
  editor: ReasonCodesEditor;
  editing: Editing;
  review: Review;
  note: string;
  hasChanges: boolean;
  onDiscarded: () => void;
}

/** The decision: publish, or throw the draft away. What is in the way of publishing is written beside it. */
export const PublishFoot: React.FC<Props> = ({ editor, editing, review: { left }, note, hasChanges, onDiscarded }) => {
  const { strings, locale } = useAdministrationStrings();
  const { review } = strings;
  const saved = useStore(editor.saver.state);
  const [isDiscarding, setDiscarding] = React.useState(false);
  const isSending = editing.publishing.phase === 'sending';
  const next = (editing.newer ?? editing.base).tree.version + 1;
  if (isDiscarding)
    return (
      <Row flexWrap="wrap">
        <Plain role="alert">{review.discardSure}</Plain>
        <Button
          variant="destructive"
          onClick={() => {
            editor.discard();
            onDiscarded();
          }}
        >
          {review.discardYes}
        </Button>
        <Button variant="secondary" autoFocus onClick={() => setDiscarding(false)}>
          {review.discardNo}
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
        color="colorTextWarningStrong"
        fontSize="fontSize20"
        lineHeight="lineHeight10"
        fontWeight="fontWeightSemibold"
      >
        <Icon name="unsaved" />
        {review.notPublished}
        {saved.phase === 'saved' ? ` · ${strings.save.saved(momentOf(locale, saved.at, Date.now()))}` : ''}
      </Box>
      {left > 0 ? <Small role="status">{review.choicesLeft(left)}</Small> : null}
      {hasChanges ? null : <Small>{review.nothing}</Small>}
      <Button variant="link" onClick={() => setDiscarding(true)} disabled={!hasChanges || isSending}>
        {review.discard}
      </Button>
      <Button variant="primary" disabled={left > 0 || !hasChanges || isSending} onClick={() => void editor.publish(note)}>
        {isSending ? review.publishing : review.publish(next)}
      </Button>
    </>
  );
};
