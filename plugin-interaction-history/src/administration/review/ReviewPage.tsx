import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { changesOf } from '../editor/changes';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import type { TreeViewModel } from '../tree/tree-view';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { Frame, PageTitle } from '../ui/Frame';
import { Changes } from './Changes';
import { Conflicts } from './Conflicts';
import { ReviewSide } from './ReviewSide';
import { PublishError, Overtaken } from './PublishError';
import { useReview } from './use-review';
import { PublishFooter } from '../versioned/PublishFooter';
import { isSending } from '../versioned/versioned-editor';
import { useStore } from '../../state/store';
import { momentOf } from '../../strings/format';

interface Props {
  editor: ReasonCodesEditor;
  tree: TreeViewModel;
  editing: Editing;
  tabs: React.ReactNode;
  /** For colleagues; it is kept while the editor looks elsewhere. */
  note: string;
  onNote: (note: string) => void;
  /** What a colleague's publication changed. */
  onCompare: (versions: { from: number; to: number }) => void;
  onBack: () => void;
}

/** What publishing changes, in words; where a colleague was faster, both versions of each conflict (AD-2). */
export const ReviewPage: React.FC<Props> = ({ editor, tree, editing, tabs, note, onNote, onCompare, onBack }) => {
  const { strings, locale } = useAdministrationStrings();
  const { review } = strings;
  const shown = useReview(editing);
  const changes = changesOf(editing.base.tree.codes, editing.history.present).length;
  const { version } = editing.base.tree;
  const heading = React.useRef<HTMLDivElement>(null);
  // who comes by the keyboard starts at the top of the new page
  React.useEffect(() => heading.current?.focus(), []);
  const before = React.useRef(editing.justPublished);
  React.useEffect(() => {
    if (editing.justPublished !== null && editing.justPublished !== before.current) onBack();
  }, [editing.justPublished, onBack]);
  const saved = useStore(editor.saver.state);
  const savedAt = saved.phase === 'saved' ? ` · ${strings.save.saved(momentOf(locale, saved.at, Date.now()))}` : '';
  const status = changes > 0 ? `${review.notPublished}${savedAt}` : review.nothing;
  const next = (editing.newer ?? editing.base).tree.version + 1;
  const show = (codeId: string): void => {
    tree.reveal(codeId);
    onBack();
  };
  return (
    <Frame
      back={
        <Box marginBottom="space20">
          <TextButton onClick={onBack}>
            <Icon name="left" size={12} />
            {review.back}
          </TextButton>
        </Box>
      }
      title={
        <div ref={heading} tabIndex={-1} style={{ display: 'flex', alignItems: 'center', gap: 8, outline: 'none' }}>
          <PageTitle>{strings.reviewAndPublish}</PageTitle>
          {changes > 0 ? <Badge tone="pending">{strings.draftOf(changes)}</Badge> : null}
          <Small>{version === 0 ? review.basedOnStarter : review.basedOn(version)}</Small>
        </div>
      }
      tabs={tabs}
      foot={
        <PublishFooter
          words={review}
          status={status}
          hasChanges={changes > 0}
          obstacles={shown.left > 0 ? [review.choicesLeft(shown.left)] : []}
          isSending={isSending(editing)}
          publishLabel={isSending(editing) ? review.publishing : review.publish(next)}
          onPublish={() => void editor.publish(note)}
          onDiscard={() => {
            editor.discard();
            onNote('');
            onBack();
          }}
        />
      }
    >
      <Box display="flex" flexDirection="column" rowGap="space50">
        <PublishError editing={editing} context={shown.context} onShow={show} />
        <Overtaken editing={editing} conflicts={shown.conflicts.length} onCompare={onCompare} />
        {changes === 0 ? <Notice kind="neutral" title={review.nothing} body={review.nothingBody} /> : null}
        <Box
          display="grid"
          columnGap="space50"
          rowGap="space50"
          alignItems="start"
          style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(280px, 392px)' }}
        >
          <Box display="flex" flexDirection="column" rowGap="space50" minWidth="0">
            <Conflicts editor={editor} editing={editing} review={shown} />
            <Changes editing={editing} review={shown} />
          </Box>
          <ReviewSide editing={editing} review={shown} note={note} onNote={onNote} />
        </Box>
      </Box>
    </Frame>
  );
};
