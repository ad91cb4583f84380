import type { DraftResponse, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import { startHistory } from '@interaction-history/shared/src/reason-codes-edit-history';
import { mergeWithChoices } from '@interaction-history/shared/src/reason-codes-edit-merge';
import type { ApiCall } from '../../api/client';
import { aligned, changesOf } from './changes';
import type { Draft } from './draft-saver';
import type { Editing, Published } from './editor-state';

/**
 * What an editor opens on: the newest revision, the own draft over what it began from, and who else is editing.
 * @param left a draft that this browser could not send
 */
export async function loadEditing(api: ApiCall, left: (Draft & { at: number }) | null): Promise<Editing> {
  const [{ draft, others }, newest, { effective }] = await Promise.all([
    api('reason-codes/draft', {}),
    readNewest(api),
    api('settings/current', {}),
  ]);
  const kept = newerOf(draft, left);
  const begun = await draftFrom(api, newest, kept);
  return {
    ...begun,
    choices: new Map(),
    publishing: { phase: 'idle' },
    refused: null,
    others,
    ...obeyed(effective),
    workspace: { phase: 'loading' },
    justPublished: null,
  };
}

/** What the editor obeys of the settings: locales in use, English first, and the reason of tasks that end without the agent. */
export const obeyed = ({
  locales = [],
  defaultReasonId,
}: Pick<Settings, 'locales' | 'defaultReasonId'>): Pick<Editing, 'locales' | 'defaultReasonId'> => ({
  locales: ['en', ...locales.filter((locale) => locale !== 'en')],
  defaultReasonId: defaultReasonId ?? null,
});

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

/** The same draft saved from two browsers: what was edited last. */
function newerOf(draft: DraftResponse['draft'], left: (Draft & { at: number }) | null): Draft | null {
  if (left !== null && left.at > Date.parse(draft?.savedAt ?? '1970-01-01')) return left;
  return draft;
}

async function draftFrom(
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
  // a draft whose every edit is published already (its removal was lost on the way) is none
  const { codes: merged, conflicts } = mergeWithChoices(base.tree.codes, codes, newest.tree.codes, new Map());
  if (conflicts.length === 0 && changesOf(newest.tree.codes, aligned(newest.tree.codes, merged)).length === 0) return fresh;
  return { base, newer: newest, history };
}
