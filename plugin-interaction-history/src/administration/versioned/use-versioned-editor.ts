import * as React from 'react';
import { usePolling } from '../../state/poll';
import { useStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';
import type { EditorState, VersionedEditing, VersionedEditor } from './versioned-editor';

/** A versioned document on a page: loaded when the page opens first, then followed while it can be seen. */
export function useVersionedEditor<E extends VersionedEditing>(
  editor: VersionedEditor & { store: Store<EditorState<E>> },
): EditorState<E> {
  React.useEffect(() => {
    if (editor.store.get().phase === 'loading') void editor.load();
    else void editor.look();
  }, [editor]);
  usePolling(timings.followEditors, () => void editor.look());
  return useStore(editor.store);
}
