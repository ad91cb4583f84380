import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { isOnline } from '../../state/online';
import { createStore, type Store } from '../../state/store';

/** Where a publication is. `Invalid` is what the Functions said against it. */
export type Publishing<Invalid = unknown> =
  { phase: 'idle' } | { phase: 'sending' } | { phase: 'failed'; error: ApiError } | ({ phase: 'invalid' } & Invalid);

/** What every draft of a versioned document holds, whatever the document is. */
export interface VersionedEditing {
  publishing: Publishing;
  /** The revision this editor has just published; null once they edit on. */
  justPublished: number | null;
}
export type EditorState<E> = { phase: 'loading' } | { phase: 'failed'; error: ApiError } | { phase: 'ready'; editing: E };

/** A document that is drafted, published and followed while others publish it too (AD-2), outside React. */
export interface VersionedEditor {
  load: () => Promise<void>;
  /** Asks whether someone else has published or is editing. Says nothing when it can't be known. */
  look: () => Promise<void>;
}

export interface VersionedDraft<E extends VersionedEditing> extends VersionedEditor {
  store: Store<EditorState<E>>;
  /** Null while there is nothing to edit. */
  current: () => E | null;
  update: (more: Partial<E>) => void;
  /**
   * Publishes once at a time.
   * @param send the request and what its answer does to the draft; whatever it throws is the failure shown
   */
  publish: (send: (editing: E) => Promise<void>) => Promise<void>;
}

/**
 * The life of a draft that reason codes and settings share: loading, following what others publish, and publishing.
 * What a draft is, how two are put together and what an answer means stay with the document.
 * @param read what the editor opens on
 * @param follow asks what happened since and takes it up
 */
export function createVersionedDraft<E extends VersionedEditing>(document: {
  read: () => Promise<E>;
  follow: (editing: E) => Promise<void>;
  onReady?: () => void;
}): VersionedDraft<E> {
  const store = createStore<EditorState<E>>({ phase: 'loading' });
  const current = (): E | null => {
    const state = store.get();
    return state.phase === 'ready' ? state.editing : null;
  };
  const update = (more: Partial<E>): void => {
    const editing = current();
    if (editing !== null) store.set({ phase: 'ready', editing: { ...editing, ...more } });
  };
  return {
    store,
    current,
    update,
    async load() {
      store.set({ phase: 'loading' });
      try {
        store.set({ phase: 'ready', editing: await document.read() });
        document.onReady?.();
      } catch (thrown) {
        store.set({ phase: 'failed', error: asApiError(thrown) });
      }
    },
    async look() {
      const editing = current();
      if (editing !== null && isOnline()) await quietly(() => document.follow(editing));
    },
    async publish(send) {
      const editing = current();
      if (editing === null || isSending(editing)) return;
      update({ publishing: { phase: 'sending' } } as Partial<E>);
      try {
        await send(editing);
      } catch (thrown) {
        update({ publishing: { phase: 'failed', error: asApiError(thrown) } } as Partial<E>);
      }
    },
  };
}

export const isSending = ({ publishing }: Pick<VersionedEditing, 'publishing'>): boolean => publishing.phase === 'sending';

/** What an edit does to a publication: a refusal or failure is over, but what is being sent isn't called back. */
export const afterEdit = (
  editing: VersionedEditing,
): Pick<VersionedEditing, 'justPublished'> & { publishing: Publishing<never> } => ({
  justPublished: null,
  publishing: isSending(editing) ? { phase: 'sending' } : { phase: 'idle' },
});

/**
 * Whether someone else's publication is to be taken up now. While our own is being sent it isn't: it may be the very one that was
 * seen, and its answer says more.
 */
export const isNews = (editing: VersionedEditing, version: number, known: number): boolean =>
  !isSending(editing) && version > known;

/** Whether a "stale" answer is our own publication, whose first answer was lost on its way. */
export const isOwnPublication = (by: Revision, workerSid: string, isSame: boolean): boolean =>
  by.publishedBy.sid === workerSid && isSame;

/** Runs what only brings news: where it fails, the editor's next action says what is wrong. */
export async function quietly(follow: () => Promise<void>): Promise<void> {
  try {
    await follow();
  } catch (thrown) {
    console.warn('interaction-history: no news of other editors', asApiError(thrown).code);
  }
}

/** The published tree; asked without a known version, the Functions always send it. */
export async function readTree(api: ApiCall): Promise<NonNullable<Awaited<ReturnType<typeof askTree>>['tree']>> {
  const { tree } = await askTree(api);
  if (tree === null) throw new Error('the server sent no tree though none was known');
  return tree;
}
const askTree = (api: ApiCall) => api('reason-codes/current', {});
