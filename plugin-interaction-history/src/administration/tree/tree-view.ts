import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import {
  indexOf,
  pathTo,
  placeTowards,
  type Direction,
  type TreePosition,
} from '@interaction-history/shared/src/reason-codes/edit/position';
import { createStore, type Store } from '../../state/store';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import { frozenIn } from '../editor/merged';
import type { AdministrationLanguage } from '../strings/strings';
import { rowsOf, type TreeRow } from './rows';

/** What of the tree is shown, and where the editor is in it. */
export interface TreeView {
  selected: string | null;
  open: ReadonlySet<string>;
  query: string;
  showRetired: boolean;
  /** The code whose label is edited in its line; one just added goes again when that is cancelled. */
  renaming: { id: string; isNew: boolean } | null;
  /** Raised when the focus is to go to the selected line. */
  focusRequest: number;
  /** Read out; the number makes the same words news again. */
  said: { text: string; count: number };
}

/** Everything that can be done in the tree, by key, mouse or button alike. */
export interface TreeViewModel {
  view: Store<TreeView>;
  rows(): TreeRow[];
  select(id: string, focus?: boolean): void;
  /** Puts the focus on the selected line, also of a tree that is about to be drawn. */
  focus(): void;
  setOpen(id: string, open: boolean): void;
  search(query: string): void;
  showRetired(show: boolean): void;
  /** Opens what hides a code and selects it. */
  reveal(id: string): void;
  add(where: 'after' | 'inside'): void;
  rename(id: string): void;
  /** Ends renaming. Null cancels. @returns whether it is over: a wrong label stays open */
  endRename(label: string | null): boolean;
  move(direction: Direction): void;
  /** Puts a code elsewhere and shows it there; the focus goes along unless told otherwise. */
  place(id: string, place: TreePosition, wantsFocus?: boolean): void;
  retire(id: string): void;
  restore(id: string): void;
  remove(id: string): void;
  undo(): void;
  redo(): void;
}

/** Ids are random: two editors never make the same one. */
const newId = (): string =>
  `c_${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** Adding a code and giving it its first name are one step. */
const stepOf = (id: string): string => `new:${id}`;

export function createTreeViewModel(editor: ReasonCodesEditor, language: () => AdministrationLanguage): TreeViewModel {
  const view = createStore<TreeView>({
    selected: null,
    open: new Set(),
    query: '',
    showRetired: false,
    renaming: null,
    focusRequest: 0,
    said: { text: '', count: 0 },
  });
  const set = (more: Partial<TreeView>): void => view.set({ ...view.get(), ...more });
  const say = (text: string): void => set({ said: { text, count: view.get().said.count + 1 } });
  const focus = (): void => set({ focusRequest: view.get().focusRequest + 1 });
  const editing = () => {
    const state = editor.store.get();
    return state.phase === 'ready' ? state.editing : null;
  };
  const codes = (): readonly ReasonCode[] => editing()?.history.present ?? [];
  const codeOf = (id: string | null): ReasonCode | undefined => (id === null ? undefined : indexOf(codes()).byId.get(id));
  const label = (code: ReasonCode | undefined): string => (code === undefined ? '' : labelOf(code, language().locale));
  const words = () => language().strings;

  let memo: { codes: readonly ReasonCode[]; view: TreeView; rows: TreeRow[] } | null = null;
  const rows = (): TreeRow[] => {
    const now = { codes: codes(), view: view.get() };
    const isSame =
      memo !== null &&
      memo.codes === now.codes &&
      memo.view.open === now.view.open &&
      memo.view.query === now.view.query &&
      memo.view.showRetired === now.view.showRetired;
    if (!isSame) memo = { ...now, rows: rowsOf(now.codes, now.view) };
    return memo?.rows ?? [];
  };
  const opened = (ids: readonly string[]): ReadonlySet<string> => new Set([...view.get().open, ...ids]);
  const reveal = (id: string, wantsFocus = true): void => {
    const path = pathTo(codes(), id);
    if (path.length === 0) return;
    set({
      selected: id,
      open: opened(path.slice(0, -1).map((code) => code.id)),
      query: '',
      showRetired: view.get().showRetired || path.some(({ active }) => !active),
    });
    if (wantsFocus) focus();
  };
  /** When the selected line has gone, the one that took its place. */
  const settle = (at: number): void => {
    const now = rows();
    if (now.some(({ code }) => code.id === view.get().selected)) return;
    set({ selected: now[Math.min(at, now.length - 1)]?.code.id ?? null });
  };
  const indexNow = (): number => rows().findIndex(({ code }) => code.id === view.get().selected);
  const place = (id: string, to: TreePosition, wantsFocus = true): void => {
    const code = codeOf(id);
    const refused = editor.edit({ do: 'move', id, place: to });
    if (refused !== null) return say(words().refusals[refused]);
    reveal(id, wantsFocus);
    const path = pathTo(codes(), id).map(label).join(' › ');
    say(words().said.moved(label(code), path));
  };
  const remove = (id: string): void => {
    const code = codeOf(id);
    const at = indexNow();
    const refused = editor.edit({ do: 'remove', id });
    if (refused !== null) return say(words().refusals[refused]);
    settle(Math.max(0, at - 1));
    focus();
    say(words().said.removed(label(code)));
  };
  const step = (act: () => void, text: string): void => {
    const at = indexNow();
    const wasInTree = document.activeElement?.getAttribute('role') === 'treeitem';
    act();
    settle(at);
    // the line that had the focus may be gone
    if (wasInTree) focus();
    say(text);
  };

  return {
    view,
    rows,
    reveal: (id) => reveal(id),
    focus,
    select(id, wantsFocus = false) {
      if (view.get().selected !== id) set({ selected: id });
      editor.endStep();
      if (wantsFocus) focus();
    },
    setOpen(id, open) {
      const next = new Set(view.get().open);
      if (open) next.add(id);
      else next.delete(id);
      set({ open: next });
    },
    search: (query) => set({ query }),
    showRetired(showRetired) {
      const at = indexNow();
      set({ showRetired });
      settle(at);
    },
    add(where) {
      const selected = codeOf(view.get().selected);
      const siblings = selected === undefined ? [] : (indexOf(codes()).children.get(selected.parentId) ?? []);
      const next = selected === undefined ? undefined : siblings[siblings.indexOf(selected) + 1];
      const to: TreePosition =
        selected === undefined
          ? { parentId: null, before: null }
          : where === 'inside'
            ? { parentId: selected.id, before: null }
            : { parentId: selected.parentId, before: next?.id ?? null };
      const id = newId();
      const refused = editor.edit({ do: 'add', id, label: words().tree.newCode, place: to }, stepOf(id));
      if (refused !== null) return say(words().refusals[refused]);
      reveal(id);
      set({ renaming: { id, isNew: true } });
    },
    rename(id) {
      if (codeOf(id) !== undefined) set({ selected: id, renaming: { id, isNew: false } });
    },
    endRename(text) {
      const { renaming } = view.get();
      if (renaming === null) return true;
      const { id, isNew } = renaming;
      if (text === null || text.trim() === '') {
        const at = indexNow();
        set({ renaming: null });
        // the step that added it goes too
        if (isNew) editor.undo();
        settle(Math.max(0, at - 1));
        focus();
        return true;
      }
      const { locale } = language();
      const code = codeOf(id);
      const inUse = editing()?.locales ?? ['en'];
      const shown = [locale, locale.split('-')[0] ?? locale].find((each) => inUse.includes(each)) ?? 'en';
      // a new code needs English whatever the editor's language; what is typed stands there until it is translated
      const first = isNew ? 'en' : shown;
      const together = isNew ? stepOf(id) : undefined;
      const refused = editor.edit({ do: 'label', id, locale: first, label: text }, together);
      if (refused === null && isNew && shown !== 'en') editor.edit({ do: 'label', id, locale: shown, label: text }, together);
      if (refused !== null) {
        say(words().refusals[refused]);
        return false;
      }
      set({ renaming: null });
      editor.endStep();
      focus();
      if (isNew) say(words().said.added(label(code === undefined ? undefined : codeOf(id))));
      return true;
    },
    move(direction) {
      const code = codeOf(view.get().selected);
      if (code === undefined) return;
      const isShown = ({ active }: ReasonCode): boolean => active || view.get().showRetired;
      const to = placeTowards(codes(), code.id, direction, isShown);
      if (to === null) say(words().said.cannotMove(label(code)));
      else place(code.id, to);
    },
    place,
    retire(id) {
      const code = codeOf(id);
      const now = editing();
      if (code === undefined || now === null || !code.active) return;
      // what nobody has ever seen leaves no trace
      if (!frozenIn(now).has(id)) return remove(id);
      editor.edit({ do: 'retire', id });
      set({ showRetired: true });
      say(words().said.retired(label(code)));
    },
    restore(id) {
      const code = codeOf(id);
      if (code === undefined || code.active) return;
      editor.edit({ do: 'restore', id });
      say(words().said.restored(label(code)));
    },
    remove,
    undo: () => step(() => editor.undo(), words().said.undone),
    redo: () => step(() => editor.redo(), words().said.redone),
  };
}
