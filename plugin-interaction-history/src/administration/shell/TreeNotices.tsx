import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Notice } from '../../ui/Notice';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { differing } from '../editor/merged';
import { useAdministrationStrings } from '../strings/strings';
import { OtherPageChoice } from './OtherPageChoice';
import { useOnline } from '../../state/online';

interface Props {
  editor: ReasonCodesEditor;
  editing: Editing;
  /** What has just come in from a file, in words; null: nothing has. */
  imported: string | null;
  onReview: () => void;
  /** The focus was on what is gone now. */
  onTaken: () => void;
}

/** What has happened meanwhile: published, overtaken, edited on another page, offline. */
export const TreeNotices: React.FC<Props> = ({ editor, editing, imported, onReview, onTaken }) => {
  const { newer, justPublished, otherPage } = editing;
  const { strings } = useAdministrationStrings();
  const isOnline = useOnline();
  const notices = [
    isOnline ? null : <Notice key="offline" kind="neutral" icon="offline" urgent title={strings.offline} />,
    otherPage === null ? null : <OtherPageChoice key="other" editor={editor} other={otherPage} onTaken={onTaken} />,
    imported === null || justPublished !== null ? null : (
      <Notice key="imported" kind="info" icon="check" urgent title={imported} />
    ),
    justPublished === null ? null : (
      <Notice
        key="published"
        kind="info"
        icon="check"
        urgent
        title={strings.justPublished(justPublished)}
        body={differing(editing) === null ? strings.justPublishedBody : strings.justPublishedSince}
      />
    ),
    newer === null ? null : (
      <Notice
        key="newer"
        kind="info"
        title={strings.newerPublished(newer.tree.version, newer.by?.publishedBy.name ?? strings.newerUnknown)}
        body={strings.newerBody}
        action={
          <Button variant="secondary" size="small" onClick={onReview}>
            {strings.reviewAndPublish}
          </Button>
        }
      />
    ),
  ].filter((notice) => notice !== null);
  if (notices.length === 0) return null;
  return (
    <Box display="flex" flexDirection="column" rowGap="space30" marginBottom="space50" flexShrink={0}>
      {notices}
    </Box>
  );
};
