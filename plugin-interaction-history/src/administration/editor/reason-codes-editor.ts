import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { applyEdit, type Edit, type Refusal } from '@interaction-history/shared/src/reason-codes/edit/apply';
import {
  endStep,
  push,
  redo,
  startHistory,
  undo,
  type EditHistory,
} from '@interaction-history/shared/src/reason-codes/edit/history';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import type { Store } from '../../state/store';
import { aligned, changesOf } from './changes';
import { createDraftSaver, type DraftSaver, type Left } from './draft-saver';
import type { Editing, EditorState, Published } from './editor-state';
import { loadEditing, settingsInEditor, readNewest, type EditorSettings } from './load';
import { differing, editedSince, frozenIn, isPublishedIn, mergedOf } from './merged';
import { createOwnPages, isAtRest } from './own-pages';
import {
  afterEdit,
  createVersionedDraft,
  isNews,
  isOwnPublication,
  quietly,
  type VersionedEditor,
} from '../versioned/versioned-editor';

/** Editing reason codes, outside React: leaving Flex's view neither loses an edit nor stops a save. */
export interface ReasonCodesEditor extends VersionedEditor {
  store: Store<EditorState>;
  saver: DraftSaver;
  /** Queues and channels come after the tree, and may fail without it. */
  loadWorkspace(): Promise<void>;
  /**
   * Makes one edit and saves the draft.
   * @param step keystrokes of one field share it and are undone together
   * @returns why it was not made; null when it was
   */
  edit(edit: Edit, step?: string): Refusal | null;
  endStep(): void;
  undo(): void;
  redo(): void;
  /** Takes a whole tree as one edit, as an import brings it. */
  replace(codes: readonly ReasonCode[]): void;
  choose(conflictKey: string, choice: Choice): void;
  publish(note: string): Promise<void>;
  /** Discards the draft and continues from what is published. */
  discard(): void;
  /** Takes up the newest revision, past what the Functions keep of the published tree for some seconds. */
  takeUpNewest(): Promise<void>;
  /** Takes up settings that hold from now on: the tree has a label for each locale, and shows the default reason. */
  applySettings(settings: EditorSettings): void;
  /**
   * Ends the choice between this draft and that of another page of the same editor; undo brings the other one back.
   * @returns whether it could be carried out
   */
  takePage(whose: Choice): Promise<boolean>;
}

export function createReasonCodesEditor(api: ApiCall, storage: BrowserStorage, workerSid: string): ReasonCodesEditor {
  let left: Left | null = null;
  const versioned = createVersionedDraft<Editing>({
    async read() {
      left = saver.left();
      const { editing, onto } = await loadEditing(api, left);
      pages.goOnFrom(onto);
      return editing;
    },
    onReady() {
      const editing = current();
      if (left !== null && editing !== null) {
        put(editing);
        void saver.flush();
      }
      void loadWorkspace();
    },
    async follow({ newer, base }) {
      const knownVersion = (newer ?? base).tree.version;
      if ((await api('reason-codes/current', { knownVersion })).tree !== null) takeUp(await readNewest(api));
      // a save under way brings the colleagues with it
      if (isAtRest(saver)) await pages.look();
    },
  });
  const { store, current, update } = versioned;
  const pages = createOwnPages(api, { current, update, saver: () => saver });
  const saver = createDraftSaver(pages.save, storage, `interaction-history:reason-draft:${workerSid}`, pages.origin);
  const put = (editing: Editing): void => saver.put({ baseVersion: editing.base.tree.version, codes: differing(editing) });
  const setHistory = (history: EditHistory<readonly ReasonCode[]>): void => {
    const editing = current();
    if (editing === null) return;
    update({ history, refused: null, ...afterEdit(editing) });
    if (history.present !== editing.history.present) put({ ...editing, history });
  };
  /** Does something to the draft that is there; nothing while there is none. */
  const withHistory = (change: (editing: Editing) => EditHistory<readonly ReasonCode[]>): void => {
    const editing = current();
    if (editing !== null) setHistory(change(editing));
  };
  const loadWorkspace = async (): Promise<void> => {
    update({ workspace: { phase: 'loading' } });
    try {
      update({ workspace: { phase: 'ready', ...(await api('workspace/current', {})) } });
    } catch (thrown) {
      update({ workspace: { phase: 'failed', error: asApiError(thrown) } });
    }
  };
  /** @param draft edits that stay, over the new base */
  const startFrom = (base: Published, draft: readonly ReasonCode[] = base.tree.codes): void => {
    const editing = current();
    if (editing === null) return;
    const begun = startHistory<readonly ReasonCode[]>(base.tree.codes);
    const isEdited = changesOf(base.tree.codes, draft).length > 0;
    const fresh = { newer: null, choices: new Map(), publishing: { phase: 'idle' }, refused: null } as const;
    const next: Editing = { ...editing, ...fresh, base, history: isEdited ? push(begun, draft) : begun };
    update(next);
    put(next);
    void saver.flush();
  };
  const takeUp = (newer: Published): void => {
    const editing = current();
    if (editing === null || !isNews(editing, newer.tree.version, (editing.newer ?? editing.base).tree.version)) return;
    const { base, history } = editing;
    if (isPublishedIn(newer.tree.codes, base.tree.codes, history.present)) startFrom(newer);
    else update({ newer });
  };

  return {
    store,
    saver,
    load: versioned.load,
    look: versioned.look,
    loadWorkspace,
    edit(edit, step) {
      const editing = current();
      if (editing === null) return null;
      const { codes, refused } = applyEdit(editing.history.present, frozenIn(editing), edit);
      if (refused === null) setHistory(push(editing.history, codes, step));
      else update({ refused: { edit, refusal: refused } });
      return refused;
    },
    endStep: () => {
      const editing = current();
      if (editing !== null) update({ history: endStep(editing.history) });
    },
    undo: () => withHistory(({ history }) => undo(history)),
    redo: () => withHistory(({ history }) => redo(history)),
    replace: (codes) => withHistory(({ history, base }) => push(history, aligned(base.tree.codes, codes))),
    choose(conflictKey, choice) {
      const editing = current();
      if (editing !== null) update({ choices: new Map([...editing.choices, [conflictKey, choice]]) });
    },
    publish: (note) =>
      versioned.publish(async (editing) => {
        const codes = mergedOf(editing).codes;
        const onto = editing.newer ?? editing.base;
        const answer = await api('reason-codes/publish', { baseVersion: onto.tree.version, codes: [...codes], note });
        if (answer.outcome === 'invalid') return update({ publishing: { phase: 'invalid', issues: answer.issues } });
        if (answer.outcome === 'stale') {
          const isSame = changesOf(answer.current.codes, aligned(answer.current.codes, codes)).length === 0;
          if (!isOwnPublication(answer.by, workerSid, isSame))
            return update({ newer: { tree: answer.current, by: answer.by }, publishing: { phase: 'idle' } });
        }
        const by = answer.outcome === 'stale' ? answer.by : answer.revision;
        const published = { tree: { version: by.version, publishedAt: by.publishedAt, codes: [...codes] }, by };
        startFrom(published, editedSince(codes, current() ?? editing));
        update({ justPublished: by.version });
      }),
    discard() {
      const editing = current();
      if (editing !== null) startFrom(editing.newer ?? editing.base);
    },
    takeUpNewest: () => quietly(async () => takeUp(await readNewest(api))),
    applySettings: (settings) => update(settingsInEditor(settings)),
    takePage: pages.take,
  };
}
