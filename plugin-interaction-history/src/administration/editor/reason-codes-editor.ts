import type { PublishResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { applyEdit, type Edit, type Refusal } from '@interaction-history/shared/src/reason-codes/edit/apply';
import {
  endStep,
  record,
  redo,
  startHistory,
  undo,
  type EditHistory,
} from '@interaction-history/shared/src/reason-codes/edit/history';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { createStore, type Store } from '../../state/store';
import { aligned, changesOf } from './changes';
import { createDraftSaver, type DraftSaver } from './draft-saver';
import type { Editing, EditorState, Published } from './editor-state';
import { loadEditing, settingsInEditor, readNewest, type EditorSettings } from './load';
import { differing, editedSince, frozenIn, isPublishedIn, mergedOf } from './merged';
import { createOwnPages, isAtRest } from './own-pages';

/** Editing reason codes, outside React: leaving Flex's view neither loses an edit nor stops a save. */
export interface ReasonCodesEditor {
  store: Store<EditorState>;
  saver: DraftSaver;
  /** The tree with its draft, then the workspace's queues and channels, which may fail by themselves. */
  load(): Promise<void>;
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
  /** Throws the draft away and goes on from what is published. */
  discard(): void;
  /** Asks who else is editing, and whether somebody has published. */
  look(): Promise<void>;
  /** Takes up the newest revision, past what the Functions keep of the published tree for some seconds. */
  meetNewest(): Promise<void>;
  /** Takes up settings that hold from now on: the tree has a label for each locale, and shows the default reason. */
  applySettings(settings: EditorSettings): void;
  /**
   * Ends the choice between this draft and that of another page of the same editor; undo brings the other one back.
   * @returns whether it could be carried out
   */
  takePage(whose: Choice): Promise<boolean>;
}

export function createReasonCodesEditor(api: ApiCall, storage: BrowserStorage, workerSid: string): ReasonCodesEditor {
  const store = createStore<EditorState>({ phase: 'loading' });
  const current = (): Editing | null => {
    const state = store.get();
    return state.phase === 'ready' ? state.editing : null;
  };
  const update = (more: Partial<Editing>): void => {
    const editing = current();
    if (editing !== null) store.set({ phase: 'ready', editing: { ...editing, ...more } });
  };
  const pages = createOwnPages(api, { current, update, saver: () => saver });
  const saver = createDraftSaver(pages.save, storage, `interaction-history:reason-draft:${workerSid}`, pages.origin);
  const put = (editing: Editing): void => saver.put({ baseVersion: editing.base.tree.version, codes: differing(editing) });
  const take = (history: EditHistory<readonly ReasonCode[]>): void => {
    const editing = current();
    if (editing === null) return;
    // what is on its way is not called back by an edit
    const publishing = editing.publishing.phase === 'sending' ? editing.publishing : ({ phase: 'idle' } as const);
    update({ history, refused: null, justPublished: null, publishing });
    if (history.present !== editing.history.present) put({ ...editing, history });
  };
  /** @param draft edits that stay, over the new base */
  const startFrom = (base: Published, draft: readonly ReasonCode[] = base.tree.codes): void => {
    const editing = current();
    if (editing === null) return;
    const begun = startHistory<readonly ReasonCode[]>(base.tree.codes);
    const isEdited = changesOf(base.tree.codes, draft).length > 0;
    const fresh = { newer: null, choices: new Map(), publishing: { phase: 'idle' }, refused: null } as const;
    const next: Editing = { ...editing, ...fresh, base, history: isEdited ? record(begun, draft) : begun };
    update(next);
    put(next);
    void saver.flush();
  };
  const meet = (newer: Published): void => {
    const editing = current();
    // one's own publication may be seen before its answer, which says more
    if (editing === null || editing.publishing.phase === 'sending') return;
    const { base, history } = editing;
    if (newer.tree.version <= (editing.newer ?? base).tree.version) return;
    if (isPublishedIn(newer.tree.codes, base.tree.codes, history.present)) startFrom(newer);
    else update({ newer });
  };

  return {
    store,
    saver,
    async load() {
      store.set({ phase: 'loading' });
      try {
        const left = saver.left();
        const { editing, onto } = await loadEditing(api, left);
        pages.goOnFrom(onto);
        store.set({ phase: 'ready', editing });
        if (left !== null) {
          put(editing);
          void saver.flush();
        }
        void this.loadWorkspace();
      } catch (thrown) {
        store.set({ phase: 'failed', error: asApiError(thrown) });
      }
    },
    async loadWorkspace() {
      update({ workspace: { phase: 'loading' } });
      try {
        update({ workspace: { phase: 'ready', ...(await api('workspace/current', {})) } });
      } catch (thrown) {
        update({ workspace: { phase: 'failed', error: asApiError(thrown) } });
      }
    },
    edit(edit, step) {
      const editing = current();
      if (editing === null) return null;
      const { codes, refused } = applyEdit(editing.history.present, frozenIn(editing), edit);
      if (refused === null) take(record(editing.history, codes, step));
      else update({ refused: { edit, refusal: refused } });
      return refused;
    },
    endStep: () => {
      const editing = current();
      if (editing !== null) update({ history: endStep(editing.history) });
    },
    undo: () => {
      const editing = current();
      if (editing !== null) take(undo(editing.history));
    },
    redo: () => {
      const editing = current();
      if (editing !== null) take(redo(editing.history));
    },
    replace(codes) {
      const editing = current();
      if (editing !== null) take(record(editing.history, aligned(editing.base.tree.codes, codes)));
    },
    choose(conflictKey, choice) {
      const editing = current();
      if (editing !== null) update({ choices: new Map([...editing.choices, [conflictKey, choice]]) });
    },
    async publish(note) {
      const editing = current();
      if (editing === null || editing.publishing.phase === 'sending') return;
      update({ publishing: { phase: 'sending' } });
      const codes = mergedOf(editing).codes;
      const onto = editing.newer ?? editing.base;
      try {
        const answer = await api('reason-codes/publish', { baseVersion: onto.tree.version, codes: [...codes], note });
        if (answer.outcome === 'invalid') return update({ publishing: { phase: 'invalid', issues: answer.issues } });
        if (answer.outcome === 'stale' && !isOurs(answer, codes, workerSid))
          return update({ newer: { tree: answer.current, by: answer.by }, publishing: { phase: 'idle' } });
        const by = answer.outcome === 'stale' ? answer.by : answer.revision;
        const published = { tree: { version: by.version, publishedAt: by.publishedAt, codes: [...codes] }, by };
        startFrom(published, editedSince(codes, current() ?? editing));
        update({ justPublished: by.version });
      } catch (thrown) {
        update({ publishing: { phase: 'failed', error: asApiError(thrown) } });
      }
    },
    discard() {
      const editing = current();
      if (editing !== null) startFrom(editing.newer ?? editing.base);
    },
    async look() {
      const editing = current();
      if (editing === null || !navigator.onLine) return;
      try {
        const knownVersion = (editing.newer ?? editing.base).tree.version;
        if ((await api('reason-codes/current', { knownVersion })).tree !== null) meet(await readNewest(api));
        // a save under way brings the colleagues with it
        if (isAtRest(saver)) await pages.look();
      } catch (thrown) {
        reportMissedNews(thrown);
      }
    },
    async meetNewest() {
      try {
        meet(await readNewest(api));
      } catch (thrown) {
        reportMissedNews(thrown);
      }
    },
    applySettings: (settings) => update(settingsInEditor(settings)),
    takePage: pages.take,
  };
}

/** Only news is missing; whatever the editor does next says what is wrong. */
function reportMissedNews(thrown: unknown): void {
  console.warn('interaction-history: no news of colleagues', asApiError(thrown).code);
}

/** An answer was lost on its way: the second try finds our own publication there. */
const isOurs = (
  { current, by }: Extract<PublishResponse, { outcome: 'stale' }>,
  codes: readonly ReasonCode[],
  workerSid: string,
): boolean => by.publishedBy.sid === workerSid && changesOf(current.codes, aligned(current.codes, codes)).length === 0;
