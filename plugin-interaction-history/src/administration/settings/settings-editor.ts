import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import type { ReasonTree, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import type { CurrentSettings, SettingIssue, SettingName, Settings } from '@interaction-history/shared/src/contract/settings';
import { settingProblems, type SettingProblem } from '@interaction-history/shared/src/settings/check';
import {
  mergeSettings,
  sameSetting,
  settingChanges,
  withSetting,
  type SettingChange,
  type SettingConflict,
} from '@interaction-history/shared/src/settings/edit';
import { asApiError, type ApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { createStore, type Store } from '../../state/store';

/** In the order of the page. */
export const SETTING_NAMES = [
  'pageSize',
  'popMode',
  'wrapUpPolicy',
  'defaultReasonId',
  'requiredCustomerFields',
  'defaultRegion',
  'salesforcePhoneFields',
  'createInSalesforce',
  'logCallToSalesforce',
  'locales',
  'insightsMapping',
] as const satisfies readonly SettingName[];

export type Chosen = 'mine' | 'theirs' | null;
/** Both versions, until one is chosen (AD-2). */
export type OpenConflict = SettingConflict & { chosen: Chosen };
/** What the Functions object to: a wrong form, or something that isn't there. */
export type Objection = SettingProblem | SettingIssue;

export interface SettingsEditing {
  known: CurrentSettings;
  /** Who published what `known` holds; null before the first publication. */
  by: Revision | null;
  tree: ReasonTree;
  /** What would be published; a setting left out stands as deployed. */
  draft: Settings;
  note: string;
  /** Somebody published while this draft was edited; the draft is on top of it since. */
  overtaken: { by: Revision | null; version: number } | null;
  conflicts: readonly OpenConflict[];
  objections: ReadonlyMap<SettingName, readonly Objection[]>;
  publishing: { phase: 'idle' | 'sending' | 'refused' } | { phase: 'failed'; error: ApiError };
  justPublished: number | null;
}
export type SettingsState =
  { phase: 'loading' } | { phase: 'failed'; error: ApiError } | { phase: 'ready'; editing: SettingsEditing };

/** Editing settings, outside React: another tab or view loses no change. */
export interface SettingsDesk {
  store: Store<SettingsState>;
  load(): Promise<void>;
  /** Whether somebody has published; their settings come below the draft. Says nothing when it cannot be known. */
  look(): Promise<void>;
  /** `undefined`: back to what is deployed. */
  change<N extends SettingName>(name: N, value: Settings[N]): void;
  /** A change from another page; made once the settings are there. */
  propose<N extends SettingName>(name: N, value: Settings[N]): void;
  /** As it is published. */
  undo(name: SettingName): void;
  setNote(note: string): void;
  choose(name: SettingName, chosen: 'mine' | 'theirs'): void;
  /** An earlier revision's settings as the draft, to be published again. */
  adopt(settings: Settings, note: string): void;
  discard(): void;
  publish(): Promise<void>;
}

/** @param onEffective told of every publication, by whomever: the settings that hold from now on */
export function createSettingsDesk(
  api: ApiCall,
  workerSid: string,
  onEffective: (settings: Settings) => void = () => undefined,
): SettingsDesk {
  const store = createStore<SettingsState>({ phase: 'loading' });
  const current = (): SettingsEditing | null => {
    const state = store.get();
    return state.phase === 'ready' ? state.editing : null;
  };
  const update = (more: Partial<SettingsEditing>): void => {
    const editing = current();
    if (editing !== null) store.set({ phase: 'ready', editing: { ...editing, ...more } });
  };
  const edited = (draft: Settings, more: Partial<SettingsEditing> = {}): void => {
    // what is on its way is not called back by an edit
    const isSending = current()?.publishing.phase === 'sending';
    update({ draft, justPublished: null, publishing: { phase: isSending ? 'sending' : 'idle' }, ...more });
  };
  let proposed: (() => void) | null = null;

  /** Theirs goes below the draft: what only one of us changed stands, the rest is to be chosen. */
  const meet = (published: Settings, version: number, by: Revision | null): void => {
    const editing = current();
    // one's own publication may be seen before its answer, which says more
    if (editing === null || editing.publishing.phase === 'sending' || version <= editing.known.version) return;
    const { known, draft } = editing;
    const effective = { ...known.deployed, ...published };
    onEffective(effective);
    const next = { known: { ...known, version, published, effective }, by };
    if (changesIn(editing).length === 0) return update({ ...next, draft: published, conflicts: [], overtaken: null });
    const { settings, conflicts } = mergeSettings(SETTING_NAMES, known.published, draft, published);
    const found = conflicts.map((conflict) => ({ ...conflict, chosen: null }));
    // what was left to choose before is left still, whatever the newest publication touched
    const left = editing.conflicts
      .filter(({ setting, chosen }) => chosen === null && !conflicts.some((each) => each.setting === setting))
      .map((conflict) => ({ ...conflict, theirs: published[conflict.setting] }));
    update({
      ...next,
      draft: settings,
      conflicts: [...left, ...found],
      overtaken: { by, version },
      publishing: { phase: 'idle' },
    });
  };

  return {
    store,
    async load() {
      store.set({ phase: 'loading' });
      try {
        const [known, { revisions }, { tree }] = await Promise.all([
          api('settings/current', {}),
          api('settings/revisions', {}),
          api('reason-codes/current', {}),
        ]);
        if (tree === null) throw new Error('the server sent no tree though none was known');
        store.set({ phase: 'ready', editing: begun(known, by(revisions, known.version), tree) });
        proposed?.();
        proposed = null;
      } catch (thrown) {
        store.set({ phase: 'failed', error: asApiError(thrown) });
      }
    },
    async look() {
      const editing = current();
      if (editing === null || !navigator.onLine) return;
      try {
        const [{ revisions }, { tree }] = await Promise.all([api('settings/revisions', {}), api('reason-codes/current', {})]);
        if (tree !== null) update({ tree });
        const [newest] = revisions;
        if (newest !== undefined) meet(newest.settings, newest.version, newest);
      } catch (thrown) {
        // only news is missing; whatever is done next says what is wrong
        console.warn('interaction-history: no news of the settings', asApiError(thrown).code);
      }
    },
    change(name, value) {
      const editing = current();
      if (editing === null) return;
      const objections = new Map(editing.objections);
      objections.delete(name);
      const conflicts = editing.conflicts.map((each) =>
        each.setting === name ? { ...each, mine: value, chosen: 'mine' as const } : each,
      );
      edited(withSetting(editing.draft, name, value), { objections, conflicts });
    },
    propose(name, value) {
      if (current() === null) proposed = () => this.change(name, value);
      else this.change(name, value);
    },
    undo(name) {
      const editing = current();
      if (editing !== null) this.change(name, editing.known.published[name]);
    },
    setNote: (note) => update({ note }),
    choose(name, chosen) {
      const editing = current();
      const conflict = editing?.conflicts.find(({ setting }) => setting === name);
      if (editing === null || conflict === undefined) return;
      const conflicts = editing.conflicts.map((each) => (each === conflict ? { ...each, chosen } : each));
      edited(withSetting(editing.draft, name, conflict[chosen]), { conflicts });
    },
    adopt: (settings, note) => edited(settings, { note, conflicts: [], overtaken: null, objections: new Map() }),
    discard() {
      const editing = current();
      if (editing !== null) edited(editing.known.published, { note: '', conflicts: [], overtaken: null, objections: new Map() });
    },
    async publish() {
      const editing = current();
      if (editing === null || editing.publishing.phase === 'sending') return;
      const { draft, known, note } = editing;
      update({ publishing: { phase: 'sending' }, objections: new Map() });
      try {
        const answer = await api('settings/publish', { baseVersion: known.version, settings: draft, note });
        if (answer.outcome === 'invalid')
          return update({ publishing: { phase: 'refused' }, objections: bySetting(answer.issues) });
        const isOurs = answer.outcome === 'stale' && isSame(answer.current, draft) && answer.by.publishedBy.sid === workerSid;
        if (answer.outcome === 'stale' && !isOurs) {
          update({ publishing: { phase: 'idle' } });
          return meet(answer.current, answer.version, answer.by);
        }
        const made = answer.outcome === 'published' ? answer.revision : answer.by;
        const effective = answer.outcome === 'published' ? answer.effective : { ...known.deployed, ...draft };
        onEffective(effective);
        const now = { ...known, version: made.version, published: draft, effective };
        // what was edited since it was sent stays, over what is published now
        const since = current() ?? editing;
        const next: SettingsEditing = { ...begun(now, made, since.tree), justPublished: made.version, draft: since.draft };
        store.set({ phase: 'ready', editing: { ...next, note: since.note === note ? '' : since.note } });
      } catch (thrown) {
        const error = asApiError(thrown);
        const objections = objectionsIn(error.fields);
        update({ objections, publishing: objections.size > 0 ? { phase: 'refused' } : { phase: 'failed', error } });
      }
    },
  };
}

const begun = (known: CurrentSettings, published: Revision | null, tree: ReasonTree): SettingsEditing => ({
  known,
  by: published,
  tree,
  draft: known.published,
  note: '',
  overtaken: null,
  conflicts: [],
  objections: new Map(),
  publishing: { phase: 'idle' },
  justPublished: null,
});
const by = (revisions: readonly Revision[], version: number): Revision | null =>
  revisions.find((revision) => revision.version === version) ?? null;
/** An answer was lost on its way: the second try finds our own publication there. */
const isSame = (one: Settings, other: Settings): boolean => settingChanges(SETTING_NAMES, one, other).length === 0;

export const changesIn = ({ known, draft }: SettingsEditing): SettingChange[] =>
  settingChanges(SETTING_NAMES, known.published, draft);

/** What keeps the draft from being published, by setting: what the form shows at once, then what the Functions said. */
export function wrongIn({ draft, objections }: SettingsEditing): Map<SettingName, readonly Objection[]> {
  const wrong = new Map(objections);
  for (const name of SETTING_NAMES) {
    const problems = settingProblems(name, draft[name]);
    if (problems.length > 0) wrong.set(name, problems);
  }
  return wrong;
}

/** `settings.insightsMapping.conversations.case` → its setting and entry; of a list the field shows which entry it is. */
function objectionsIn(fields: Record<string, FieldProblem>): Map<SettingName, Objection[]> {
  const found = new Map<SettingName, Objection[]>();
  for (const [path, problem] of Object.entries(fields)) {
    const name = SETTING_NAMES.find((each) => path === `settings.${each}` || path.startsWith(`settings.${each}.`));
    if (name === undefined) continue;
    const entry = name === 'insightsMapping' ? path.slice(`settings.${name}.`.length) : '';
    found.set(name, [...(found.get(name) ?? []), entry === '' ? problem : { ...problem, entry }]);
  }
  return found;
}

function bySetting(issues: readonly SettingIssue[]): Map<SettingName, SettingIssue[]> {
  const found = new Map<SettingName, SettingIssue[]>();
  for (const issue of issues) found.set(issue.setting, [...(found.get(issue.setting) ?? []), issue]);
  return found;
}

/** Whether a setting's value in the draft differs from what is published. */
export const isChanged = ({ known, draft }: SettingsEditing, name: SettingName): boolean =>
  !sameSetting(known.published[name], draft[name]);

/** Settings are no draft on the server: who closes the page over unpublished changes is asked, as long as the page lives. */
export function warnOfChanges(desk: SettingsDesk): void {
  window.addEventListener('beforeunload', (event) => {
    const state = desk.store.get();
    if (state.phase === 'ready' && changesIn(state.editing).length > 0) event.preventDefault();
  });
}
