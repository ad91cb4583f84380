import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStore } from '../../state/store';
import { dateTimeOf } from '../../strings/format';
import { Badge } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Announce } from '../../ui/layout';
import { Small } from '../../ui/text';
import { changesOf } from '../editor/changes';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { FileActions } from '../files/FileActions';
import { CodePanel } from '../panel/CodePanel';
import { PreviewPanel } from '../preview/PreviewPanel';
import { useAdministrationStrings } from '../strings/strings';
import { TreePanel } from '../tree/TreePanel';
import type { TreeViewModel } from '../tree/tree-view';
import { Frame, PageTitle } from '../ui/Frame';
import { Colleagues } from './Colleagues';
import { TreeNotices } from './TreeNotices';

interface Props {
  editor: ReasonCodesEditor;
  tree: TreeViewModel;
  /** Null while nothing is loaded. */
  editing: Editing | null;
  /** In the place of the tree as long as it is not there; the head with its tabs stays the same, and the focus in it. */
  instead: React.ReactNode;
  tabs: React.ReactNode;
  /** What has just come in from a file, in words; null: nothing has. */
  imported: string | null;
  onFile: (file: File) => void;
  onRevisions: () => void;
  onReview: () => void;
}

/** The tree, the chosen code, and what agents will see of it. */
export const TreePage: React.FC<Props> = (props) => {
  const { editor, tree, editing, instead, tabs, imported, onReview } = props;
  const { strings } = useAdministrationStrings();
  const { said } = useStore(tree.view);
  const changes = editing === null ? 0 : changesOf(editing.base.tree.codes, editing.history.present).length;
  return (
    <div style={{ height: '100%', width: '100%' }} onKeyDown={(event) => undoByKey(event, tree)}>
      <Frame
        title={
          <>
            <PageTitle>{strings.title}</PageTitle>
            {changes > 0 ? <Badge tone="pending">{strings.draftOf(changes)}</Badge> : null}
          </>
        }
        actions={editing === null ? undefined : <Actions {...props} editing={editing} changes={changes} />}
        tabs={tabs}
        facts={editing === null ? undefined : <Facts editing={editing} />}
      >
        {editing === null ? (
          instead
        ) : (
          <>
            <TreeNotices editor={editor} editing={editing} imported={imported} onReview={onReview} onTaken={() => tree.focus()} />
            <Box
              display="grid"
              columnGap="space50"
              rowGap="space50"
              flexGrow={1}
              minHeight="0"
              style={{ gridTemplateColumns: COLUMNS, gridTemplateRows: 'minmax(480px, 1fr)' }}
            >
              <TreePanel tree={tree} editing={editing} />
              <CodePanel editor={editor} editing={editing} tree={tree} />
              <PreviewPanel editing={editing} />
            </Box>
          </>
        )}
        <Announce key={said.count}>{said.text}</Announce>
      </Frame>
    </div>
  );
};

/** Tree, code, preview. */
export const COLUMNS = 'minmax(320px, 36fr) minmax(360px, 37fr) minmax(280px, 27fr)';

const Actions: React.FC<Props & { editing: Editing; changes: number }> = ({
  editing,
  changes,
  onFile,
  onRevisions,
  onReview,
}) => {
  const { strings } = useAdministrationStrings();
  return (
    <>
      {changes === 0 ? <Small>{strings.nothingToPublish}</Small> : null}
      <FileActions editing={editing} onFile={onFile} />
      <Button variant="secondary" onClick={onRevisions}>
        <Icon name="history" />
        {strings.revisions.open}
      </Button>
      <Button variant="primary" disabled={changes === 0} onClick={onReview}>
        {strings.reviewAndPublish}
      </Button>
    </>
  );
};

/** Ctrl Z and Ctrl Y wherever the focus is: a field's own undo knows nothing of the tree. */
function undoByKey(event: React.KeyboardEvent, tree: TreeViewModel): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isUndo = key === 'z' && !event.shiftKey;
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  // the search and the preview aren't part of the draft
  const isOwnText = event.target instanceof Element && event.target.matches('[type="search"], [id^="ih-preview"]');
  if ((!isUndo && !isRedo) || isOwnText) return;
  event.preventDefault();
  if (isUndo) tree.undo();
  else tree.redo();
}

const Facts: React.FC<{ editing: Editing }> = ({ editing: { base, newer, others } }) => {
  const { strings, locale } = useAdministrationStrings();
  const { tree, by } = newer ?? base;
  return (
    <>
      <Small>
        {by === null
          ? strings.publishedStarter
          : strings.publishedAs(tree.version, dateTimeOf(locale, by.publishedAt, Date.now()), by.publishedBy.name)}
      </Small>
      <Colleagues others={others} />
    </>
  );
};
