import * as React from 'react';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import type { Editor } from '../editor/editor';
import type { Editing } from '../editor/editor-state';
import { DropZone } from '../files/DropZone';
import { ImportPage } from '../files/ImportPage';
import { ReviewPage } from '../review/ReviewPage';
import { CodeRevisions } from '../revisions/CodeRevisions';
import { useWords } from '../strings/strings';
import type { TreeDesk } from '../tree/tree-view';
import { Loading } from '../ui/Loading';
import { COLUMNS, TreePage } from './TreePage';
import { timings } from '../../state/timings';

interface Props {
  editor: Editor;
  desk: TreeDesk;
  tabs: React.ReactNode;
}

/** What is compared, and where the way back leads. */
interface Compare {
  versions: { from: number; to: number } | null;
  from: 'tree' | 'review';
}
type Place = 'tree' | 'review' | Compare | File;

/** Reason codes: loading, what keeps them from being edited, the tree, and what is reached from it. */
export const ReasonCodesPage: React.FC<Props> = ({ editor, desk, tabs }) => {
  const { strings } = useWords();
  const state = useStore(editor.store);
  const editing = state.phase === 'ready' ? state.editing : null;
  const [place, setPlace] = React.useState<Place>('tree');
  const [said, setSaid] = React.useState<string | null>(null);
  const [note, setNote] = React.useState('');
  useNews(editor);
  useFirstChosen(desk, editing);
  const published = editing?.justPublished ?? null;
  React.useEffect(() => {
    if (published !== null) setNote('');
  }, [published]);
  const back = React.useCallback(() => {
    desk.focus();
    setPlace('tree');
  }, [desk]);
  const open = (next: Place): void => {
    setSaid(null);
    setPlace(next);
  };
  if (editing !== null && place === 'review')
    return (
      <ReviewPage
        {...{ editor, desk, editing, tabs, note }}
        onNote={setNote}
        onCompare={(versions) => setPlace({ versions, from: 'review' })}
        onBack={back}
      />
    );
  if (editing !== null && place instanceof File)
    return (
      <ImportPage
        file={place}
        editing={editing}
        onFile={open}
        onTake={(codes) => {
          editor.replace(codes);
          setSaid(strings.files.tookOver(place.name));
          back();
        }}
        onBack={back}
      />
    );
  if (editing !== null && typeof place === 'object' && 'versions' in place) {
    const { versions, from } = place;
    const onBack = from === 'tree' ? back : () => setPlace('review');
    return <CodeRevisions editor={editor} editing={editing} versions={versions} from={from} onBack={onBack} />;
  }
  return (
    <DropZone onFile={open}>
      <TreePage
        {...{ editor, desk, editing, tabs }}
        instead={
          state.phase === 'failed' ? (
            <Failed editor={editor} error={state.error} />
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
function useFirstChosen(desk: TreeDesk, editing: Editing | null): void {
  React.useEffect(() => {
    if (editing === null) return;
    const [first] = desk.rows();
    if (desk.view.get().selected === null && first !== undefined) desk.select(first.code.id);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new base may bring the first code; an edit is no occasion
  }, [desk, editing?.base]);
}

const Failed: React.FC<{ editor: Editor; error: Parameters<typeof explain>[0] }> = ({ editor, error }) => {
  const { strings } = useWords();
  const agent = useStrings();
  if (error.code === 'forbidden')
    return <Notice kind="error" urgent title={strings.forbidden.title} body={strings.forbidden.body} />;
  return (
    <Notice
      kind="error"
      urgent
      title={strings.loadFailed}
      body={explain(error, agent)}
      action={<RetryButton what={strings.title} onRetry={() => void editor.load()} />}
    />
  );
};

function useNews(editor: Editor): void {
  React.useEffect(() => {
    if (editor.store.get().phase === 'loading') void editor.load();
    else void editor.look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void editor.look();
    }, timings.followEditors);
    return () => {
      clearInterval(timer);
      // leaving the view is no reason to wait
      void editor.saver.flush();
    };
  }, [editor]);
}
