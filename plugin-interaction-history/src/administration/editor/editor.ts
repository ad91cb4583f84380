import type { PublishResponse, ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import { applyEdit, type Edit, type Refusal } from '@interaction-history/shared/src/reason-codes-edit';
import {
  endStep,
  record,
  redo,
  startHistory,
  undo,
  type EditHistory,
} from '@interaction-history/shared/src/reason-codes-edit-history';
import { mergeWithChoices, type Choice } from '@interaction-history/shared/src/reason-codes-edit-merge';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { createStore, type Store } from '../../state/store';
import { aligned, changesOf } from './changes';
import { createDraftSaver, type DraftSaver } from './draft-saver';
import type { Editing, EditorState, Published } from './editor-state';
import { loadEditing, obeyed, readNewest } from './load';

/** Editing reason codes, outside React: leaving Flex's view neither loses an edit nor stops a save. */
export interface Editor {
  store: Store<EditorState>;
  saver: DraftSaver;
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
  obey(settings: Pick<Settings, 'locales' | 'defaultReasonId'>): void;
}

export function createEditor(api: ApiCall, storage: BrowserStorage, workerSid: string): Editor {
  const store = createStore<EditorState>({ phase: 'loading' });
  const saver = createDraftSaver(
    async (save) => {
      const codes = save.codes === null ? null : [...save.codes];
      const { others } = await api('reason-codes/draft', { save: { baseVersion: save.baseVersion, codes } });
      update({ others });
    },
    storage,
    `interaction-history:reason-draft:${workerSid}`,
  );

  const current = (): Editing | null => {
    const state = store.get();
    return state.phase === 'ready' ? state.editing : null;
  };
  const update = (more: Partial<Editing>): void => {
    const editing = current();
    if (editing !== null) store.set({ phase: 'ready', editing: { ...editing, ...more } });
  };
  const take = (history: EditHistory<readonly ReasonCode[]>): void => {
    const editing = current();
    if (editing === null) return;
    update({ history, refused: null, justPublished: null, publishing: { phase: 'idle' } });
    if (history.present === editing.history.present) return;
    saver.put({
      baseVersion: editing.base.tree.version,
      codes: changesOf(editing.base.tree.codes, history.present).length === 0 ? null : history.present,
    });
  };
  const startFrom = (base: Published): void => {
    update({
      base,
      newer: null,
      choices: new Map(),
      publishing: { phase: 'idle' },
      refused: null,
      history: startHistory<readonly ReasonCode[]>(base.tree.codes),
    });
    saver.put({ baseVersion: base.tree.version, codes: null });
    void saver.flush();
  };
  const meet = (newer: Published): void => {
    const editing = current();
    if (editing === null || newer.tree.version <= (editing.newer ?? editing.base).tree.version) return;
    if (changesOf(editing.base.tree.codes, editing.history.present).length === 0) startFrom(newer);
    else update({ newer });
  };

  return {
    store,
    saver,
    async load() {
      store.set({ phase: 'loading' });
      try {
        const left = saver.left();
        const editing = await loadEditing(api, left);
        store.set({ phase: 'ready', editing });
        if (left === null) return;
        saver.put({ baseVersion: editing.base.tree.version, codes: differing(editing) });
        void saver.flush();
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
        startFrom({ tree: { version: by.version, publishedAt: by.publishedAt, codes: [...codes] }, by });
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
        const { phase } = saver.state.get();
        // a save under way brings the colleagues with it
        if (phase === 'idle' || phase === 'saved') update({ others: (await api('reason-codes/draft', {})).others });
        const knownVersion = (editing.newer ?? editing.base).tree.version;
        if ((await api('reason-codes/current', { knownVersion })).tree !== null) meet(await readNewest(api));
      } catch (thrown) {
        noNews(thrown);
      }
    },
    async meetNewest() {
      try {
        meet(await readNewest(api));
      } catch (thrown) {
        noNews(thrown);
      }
    },
    obey: (settings) => update(obeyed(settings)),
  };
}

/** Only news is missing; whatever the editor does next says what is wrong. */
function noNews(thrown: unknown): void {
  console.warn('interaction-history: no news of colleagues', asApiError(thrown).code);
}

/** An answer was lost on its way: the second try finds our own publication there. */
const isOurs = (
  { current, by }: Extract<PublishResponse, { outcome: 'stale' }>,
  codes: readonly ReasonCode[],
  workerSid: string,
): boolean => by.publishedBy.sid === workerSid && changesOf(current.codes, aligned(current.codes, codes)).length === 0;

const differing = ({ base, history }: Editing): readonly ReasonCode[] | null =>
  changesOf(base.tree.codes, history.present).length === 0 ? null : history.present;

/** Ids that are published: their reporting values stand in reports. */
export function frozenIn({ base, newer }: Pick<Editing, 'base' | 'newer'>): ReadonlySet<string> {
  const known = frozen.get(base.tree.codes);
  if (known !== undefined && newer === null) return known;
  const ids = new Set([...base.tree.codes, ...(newer?.tree.codes ?? [])].map(({ id }) => id));
  if (newer === null) frozen.set(base.tree.codes, ids);
  return ids;
}
const frozen = new WeakMap<readonly ReasonCode[], ReadonlySet<string>>();

/** What would be published: the draft, on top of what a colleague has published since. */
export function mergedOf({ base, newer, history, choices }: Editing): ReturnType<typeof mergeWithChoices> {
  if (newer === null) return { codes: history.present, conflicts: [], adjusted: [] };
  return mergeWithChoices(base.tree.codes, history.present, newer.tree.codes, choices);
}
