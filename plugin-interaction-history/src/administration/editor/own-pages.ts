import { MOST_STEPS, push, startHistory } from '@interaction-history/shared/src/reason-codes/edit/history';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { randomHex } from '../../state/random-hex';
import { aligned, changesOf } from './changes';
import type { Draft, DraftSaver, Origin } from './draft-saver';
import type { Editing, StoredDraft } from './editor-state';
import { draftFrom, readNewest } from './load';
import { differing, rebased } from './merged';

/** One editor with two pages open: the stored draft is one, and neither page writes over the other's edits (AD-2). */
export interface OwnPages {
  origin: () => Origin;
  /** This page's draft continues from that stored revision. */
  goOnFrom: (onto: string | null) => void;
  save: (draft: Draft) => Promise<'saved' | 'conflict'>;
  /** Asks who else is editing, and whether another page of this editor has saved. */
  look: () => Promise<void>;
  /** Ends the choice between both drafts; undo brings the other one back. @returns whether it could be carried out */
  take: (whose: Choice) => Promise<boolean>;
}

export function createOwnPages(
  api: ApiCall,
  editor: { current: () => Editing | null; update: (more: Partial<Editing>) => void; saver: () => DraftSaver },
): OwnPages {
  const { current, update } = editor;
  const tab = randomHex(16);
  let onto: string | null = null;

  const take: OwnPages['take'] = async (whose) => {
    const other = current()?.otherPage ?? null;
    if (other === null) return false;
    try {
      const begun = await draftFrom(api, await readNewest(api), other.draft);
      const editing = current();
      if (editing === null || editing.otherPage?.draft !== other.draft) return false;
      onto = other.draft?.revision ?? null;
      if (whose === 'mine') {
        const { history, base } = editing;
        const theirs = rebased(begun.base.tree.codes, begun.history.present, base.tree.codes);
        const past = [...history.past, theirs].slice(-MOST_STEPS);
        update({ history: { ...history, past, future: [], step: null }, otherPage: null });
        editor.saver().put({ baseVersion: base.tree.version, codes: differing(editing) });
        void editor.saver().flush();
        return true;
      }
      const mine = rebased(editing.base.tree.codes, editing.history.present, begun.base.tree.codes);
      const history = differing(editing) === null ? begun.history : push(startHistory(mine), begun.history.present);
      editor.saver().forget();
      update({ ...begun, history, choices: new Map(), refused: null, justPublished: null, otherPage: null });
      return true;
    } catch (thrown) {
      update({ otherPage: { ...other, error: asApiError(thrown) } });
      return false;
    }
  };

  return {
    origin: () => ({ tab, onto }),
    goOnFrom: (revision) => void (onto = revision),
    take,
    async save({ baseVersion, codes }) {
      const save = { baseVersion, codes: codes === null ? null : [...codes], tab, onto };
      const { outcome, draft, others } = await api('reason-codes/draft', { save });
      update({ others });
      if (outcome === 'conflict' && draft !== null && !isSame(draft, { baseVersion, codes })) {
        update({ otherPage: { draft, error: null } });
        return 'conflict';
      }
      onto = draft?.revision ?? null;
      return 'saved';
    },
    async look() {
      const before = onto;
      const { draft, others } = await api('reason-codes/draft', {});
      update({ others });
      const editing = current();
      // a save meanwhile knows more
      if (editing === null || onto !== before || !isAtRest(editor.saver())) return;
      if (draft?.tab === tab || (draft?.revision ?? null) === onto) return;
      const mine = differing(editing);
      if (draft === null ? mine === null : isSame(draft, { baseVersion: editing.base.tree.version, codes: mine }))
        return void (onto = draft?.revision ?? null);
      update({ otherPage: { draft, error: null } });
      // where nothing was edited there is nothing to choose
      if (mine === null) await take('theirs');
    },
  };
}

/** Whether the server had the newest edit when it was asked last. */
export const isAtRest = ({ state }: DraftSaver): boolean => ['idle', 'saved'].includes(state.get().phase);

const isSame = (stored: StoredDraft, { baseVersion, codes }: Draft): boolean =>
  codes !== null && stored.baseVersion === baseVersion && changesOf(stored.codes, aligned(stored.codes, codes)).length === 0;
