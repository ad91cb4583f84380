import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
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
import { Frame, PageTitle } from '../ui/Frame';
import { TreePage } from './TreePage';

interface Props {
  editor: Editor;
  desk: TreeDesk;
  tabs: React.ReactNode;
}

/** News of colleagues comes with every save, and this often without. */
const LOOK_MS = 30_000;

/** Reason codes: loading, what keeps them from being edited, the tree, and the review before publishing. */
export const ReasonCodesPage: React.FC<Props> = ({ editor, desk, tabs }) => {
  const { strings } = useWords();
  const state = useStore(editor.store);
  useNews(editor);
  if (state.phase === 'ready') return <Editors editor={editor} desk={desk} tabs={tabs} editing={state.editing} />;
  return (
    <Frame title={<PageTitle>{strings.title}</PageTitle>} tabs={tabs}>
      {state.phase === 'loading' ? <Box role="status">{strings.loading}</Box> : <Failed editor={editor} error={state.error} />}
    </Frame>
  );
};

type Place = 'tree' | 'review' | 'revisions' | File;

const Editors: React.FC<Props & { editing: Editing }> = (props) => {
  const { editor, desk, editing } = props;
  const { files } = useWords().strings;
  const [place, setPlace] = React.useState<Place>('tree');
  const [said, setSaid] = React.useState<string | null>(null);
  const back = React.useCallback(() => {
    desk.focus();
    setPlace('tree');
  }, [desk]);
  React.useEffect(() => {
    const [first] = desk.rows();
    if (desk.view.get().selected === null && first !== undefined) desk.select(first.code.id);
  }, [desk, editing.base]);
  const open = (next: Place): void => {
    setSaid(null);
    setPlace(next);
  };
  if (place === 'review') return <ReviewPage {...props} onBack={back} />;
  if (place === 'revisions') return <CodeRevisions editor={editor} editing={editing} onBack={back} />;
  if (place !== 'tree')
    return (
      <ImportPage
        file={place}
        editing={editing}
        onFile={open}
        onTake={(codes) => {
          editor.replace(codes);
          setSaid(files.tookOver(place.name));
          back();
        }}
        onBack={back}
      />
    );
  return (
    <DropZone onFile={open}>
      <TreePage {...props} imported={said} onFile={open} onRevisions={() => open('revisions')} onReview={() => open('review')} />
    </DropZone>
  );
};

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
    if (editor.store.get().phase === 'loading') void editor.load().then(() => editor.loadWorkspace());
    else void editor.look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void editor.look();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      // leaving the view is no reason to wait
      void editor.saver.flush();
    };
  }, [editor]);
}
