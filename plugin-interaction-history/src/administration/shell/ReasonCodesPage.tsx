import * as React from 'react';
import type { Editing } from '../editor/editor-state';
import { DropZone } from '../files/DropZone';
import { ImportPage } from '../files/ImportPage';
import { ReviewPage } from '../review/ReviewPage';
import { CodeRevisions } from '../revisions/CodeRevisions';
import { useAdministrationStrings } from '../strings/strings';
import type { TreeViewModel } from '../tree/tree-view';
import { LoadFailure } from '../versioned/LoadFailure';
import { useVersionedEditor } from '../versioned/use-versioned-editor';
import { Loading } from '../ui/Loading';
import { useAdministration } from './administration-context';
import { COLUMNS, TreePage } from './TreePage';

/** What is compared, and where the way back leads. */
interface Compare {
  versions: { from: number; to: number } | null;
  from: 'tree' | 'review';
}
type Screen = 'tree' | 'review' | Compare | File;

/** Reason codes: loading, what keeps them from being edited, the tree, and what is reached from it. */
export const ReasonCodesPage: React.FC = () => {
  const {
    session: { reasonCodes: editor, tree },
    tabs,
  } = useAdministration();
  const { strings } = useAdministrationStrings();
  const state = useVersionedEditor(editor);
  const editing = state.phase === 'ready' ? state.editing : null;
  const [screen, setScreen] = React.useState<Screen>('tree');
  const [said, setSaid] = React.useState<string | null>(null);
  const [note, setNote] = React.useState('');
  // leaving the view sends what waits at once
  React.useEffect(() => () => void editor.saver.flush(), [editor]);
  useFirstChosen(tree, editing);
  const published = editing?.justPublished ?? null;
  React.useEffect(() => {
    if (published !== null) setNote('');
  }, [published]);
  const back = React.useCallback(() => {
    tree.focus();
    setScreen('tree');
  }, [tree]);
  const open = (next: Screen): void => {
    setSaid(null);
    setScreen(next);
  };
  if (editing !== null && screen === 'review')
    return (
      <ReviewPage
        {...{ editor, tree, editing, tabs, note }}
        onNote={setNote}
        onCompare={(versions) => setScreen({ versions, from: 'review' })}
        onBack={back}
      />
    );
  if (editing !== null && screen instanceof File)
    return (
      <ImportPage
        file={screen}
        editing={editing}
        onFile={open}
        onTake={(codes) => {
          editor.replace(codes);
          setSaid(strings.files.tookOver(screen.name));
          back();
        }}
        onBack={back}
      />
    );
  if (editing !== null && typeof screen === 'object' && 'versions' in screen) {
    const { versions, from } = screen;
    const onBack = from === 'tree' ? back : () => setScreen('review');
    return <CodeRevisions editor={editor} editing={editing} versions={versions} from={from} onBack={onBack} />;
  }
  return (
    <DropZone onFile={open}>
      <TreePage
        {...{ editor, tree, editing, tabs }}
        instead={
          state.phase === 'failed' ? (
            <LoadFailure error={state.error} words={strings} onRetry={() => void editor.load()} />
          ) : (
            <Loading label={strings.loading} columns={COLUMNS} />
          )
        }
        imported={said}
        onFile={open}
        onRevisions={() => open({ versions: null, from: 'tree' })}
        onReview={() => open('review')}
      />
    </DropZone>
  );
};

/** Something is always chosen: the code's panel and its keys have what to work on. */
function useFirstChosen(tree: TreeViewModel, editing: Editing | null): void {
  React.useEffect(() => {
    if (editing === null) return;
    const [first] = tree.rows();
    if (tree.view.get().selected === null && first !== undefined) tree.select(first.code.id);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new base may bring the first code; an edit doesn't
  }, [tree, editing?.base]);
}
