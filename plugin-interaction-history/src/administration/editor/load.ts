import type { DraftResponse, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import { startHistory } from '@interaction-history/shared/src/reason-codes/edit/history';
import type { ApiCall } from '../../api/client';
import { aligned, changesOf } from './changes';
import type { Draft, Left } from './draft-saver';
import type { Editing, Published } from './editor-state';
import { isPublishedIn } from './merged';

/**
 * What an editor opens on: the newest revision, the own draft over what it began from, and who else is editing.
 * @param left a draft that this browser could not send
 * @returns the editing state, and the revision of the stored draft that it continues from (null: from none)
 */
export async function loadEditing(api: ApiCall, left: Left | null): Promise<{ editing: Editing; onto: string | null }> {
  const [{ draft, others }, newest, { effective }] = await Promise.all([
    api('reason-codes/draft', {}),
    readNewest(api),
    api('settings/current', {}),
  ]);
  const kept = newerOf(draft, left);
  const begun = await draftFrom(api, newest, kept);
  const editing: Editing = {
    ...begun,
    choices: new Map(),
    publishing: { phase: 'idle' },
    refused: null,
    others,
    otherPage: null,
    ...settingsInEditor(effective),
    workspace: { phase: 'loading' },
    justPublished: null,
  };
  // a draft that another page saved is met when this one is saved: the Functions refuse, and both are shown
  return { editing, onto: kept === left && draft?.tab !== left?.tab ? (left?.onto ?? null) : (draft?.revision ?? null) };
}

/** What the editor obeys of the settings: locales in use, English first, and what the wrap-up asks for. */
export const settingsInEditor = ({
  locales = [],
  defaultReasonId,
  wrapUpPolicy = 'reason',
}: EditorSettings): Pick<Editing, keyof EditorSettings> => ({
  locales: ['en', ...locales.filter((locale) => locale !== 'en')],
  defaultReasonId: defaultReasonId ?? null,
  wrapUpPolicy,
});
export type EditorSettings = Pick<Settings, 'locales' | 'defaultReasonId' | 'wrapUpPolicy'>;

/** The newest revision with its author; the published tree is cached for some seconds on the server, the list of revisions is not. */
export async function readNewest(api: ApiCall): Promise<Published> {
  const [{ tree }, { revisions }] = await Promise.all([api('reason-codes/current', {}), api('reason-codes/revisions', {})]);
  if (tree === null) throw new Error('the server sent no tree though none was known');
  const by = revisions[0] ?? null;
  if (by === null || by.version <= tree.version) return { tree, by: by?.version === tree.version ? by : null };
  return readRevision(api, by.version, [by]);
}

async function readRevision(api: ApiCall, version: number, known: readonly Revision[] = []): Promise<Published> {
  const { tree, revisions } = await api('reason-codes/revisions', { version });
  if (tree === null) throw new Error(`revision ${version} came without its tree`);
  return { tree, by: [...known, ...revisions].find((revision) => revision.version === version) ?? null };
}

/**
 * Of one page's two copies the later one. What a page left unsent, while another page saved something else, is opened: it is
 * nowhere else.
 */
function newerOf(draft: DraftResponse['draft'], left: Left | null): Draft | null {
  if (left === null || draft === null) return left ?? draft;
  return draft.tab === left.tab && left.at <= Date.parse(draft.savedAt) ? draft : left;
}

/** A draft over what it began from, with what was published since. */
export async function draftFrom(
  api: ApiCall,
  newest: Published,
  draft: Draft | null,
): Promise<Pick<Editing, 'base' | 'newer' | 'history'>> {
  const fresh = { base: newest, newer: null, history: startHistory<Editing['history']['present']>(newest.tree.codes) };
  if (draft === null || draft.codes === null) return fresh;
  const base = draft.baseVersion === newest.tree.version ? newest : await readRevision(api, draft.baseVersion);
  const codes = aligned(base.tree.codes, draft.codes);
  if (changesOf(base.tree.codes, codes).length === 0) return fresh;
  const history = startHistory(codes);
  if (base === newest) return { base, newer: null, history };
  // its removal was lost on the way
  if (isPublishedIn(newest.tree.codes, base.tree.codes, codes)) return fresh;
  return { base, newer: newest, history };
}
