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
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import type { Store } from '../../state/store';
import {
  afterEdit,
  createVersionedDraft,
  isNews,
  isOwnPublication,
  readTree,
  type EditorState,
  type Publishing,
  type VersionedEditing,
  type VersionedEditor,
} from '../versioned/versioned-editor';

/** In the order of the page. */
export const SETTING_NAMES = [
  'pageSize',
  'popMode',
  'wrapUpPolicy',
  'defaultReasonId',
  'requiredCustomerFields',
  'defaultRegion',
  'centreNumbers',
  'readsWithTask',
  'readsWithoutTask',
  'timeZone',
  'keepInteractions',
  'keepAudit',
  'keepDrafts',
  'salesforcePhoneFields',
  'createInSalesforce',
  'logCallToSalesforce',
  'salesforceShare',
  'locales',
  'insightsMapping',
] as const satisfies readonly SettingName[];

export type Chosen = 'mine' | 'theirs' | null;
/** Both versions, until one is chosen (AD-2). */
export type OpenConflict = SettingConflict & { chosen: Chosen };
/** What the Functions object to: a wrong form, or something that isn't there. */
export type Objection = SettingProblem | SettingIssue;

export interface SettingsEditing extends VersionedEditing {
  known: CurrentSettings;
  /** Who published the revision in `known`; null before the first publication. */
  by: Revision | null;
  tree: ReasonTree;
  /** What would be published; a setting left out has its deployed value. */
  draft: Settings;
  note: string;
  /** Someone published while this draft was edited; the draft is on top of it now. */
  overtaken: { by: Revision | null; version: number } | null;
  conflicts: readonly OpenConflict[];
  objections: ReadonlyMap<SettingName, readonly Objection[]>;
  publishing: Publishing<object>;
}
export type SettingsState = EditorState<SettingsEditing>;

/** Editing settings, outside React: another tab or view loses no change. */
export interface SettingsEditor extends VersionedEditor {
  store: Store<SettingsState>;
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
export function createSettingsEditor(
  api: ApiCall,
  workerSid: string,
  onEffective: (settings: Settings) => void = () => undefined,
): SettingsEditor {
  const versioned = createVersionedDraft<SettingsEditing>({
    async read() {
      const [known, { revisions }, tree] = await Promise.all([
        api('settings/current', {}),
        api('settings/revisions', {}),
        readTree(api),
      ]);
      return begun(known, revisionOf(revisions, known.version), tree);
    },
    onReady() {
      proposed?.();
      proposed = null;
    },
    async follow() {
      const [{ revisions }, tree] = await Promise.all([api('settings/revisions', {}), readTree(api)]);
      update({ tree });
      const [newest] = revisions;
      if (newest !== undefined) takeUp(newest.settings, newest.version, newest);
    },
  });
  const { store, current, update } = versioned;
  const setDraft = (draft: Settings, more: Partial<SettingsEditing> = {}): void => {
    const editing = current();
    if (editing !== null) update({ draft, ...afterEdit(editing), ...more });
  };
  let proposed: (() => void) | null = null;

  /** Puts the draft on top of theirs: what only one side changed is kept, the rest must be chosen. */
  const takeUp = (published: Settings, version: number, by: Revision | null): void => {
    const editing = current();
    if (editing === null || !isNews(editing, version, editing.known.version)) return;
    const { known, draft } = editing;
    const effective = { ...known.deployed, ...published };
    onEffective(effective);
    const next = { known: { ...known, version, published, effective }, by };
    if (changesIn(editing).length === 0) return update({ ...next, draft: published, conflicts: [], overtaken: null });
    const { settings, conflicts } = mergeSettings(SETTING_NAMES, known.published, draft, published);
    const found = conflicts.map((conflict) => ({ ...conflict, chosen: null }));
    // open choices stay open, whatever the newest publication touched
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
    load: versioned.load,
    look: versioned.look,
    change(name, value) {
      const editing = current();
      if (editing === null) return;
      const objections = new Map(editing.objections);
      objections.delete(name);
      const conflicts = editing.conflicts.map((each) =>
        each.setting === name ? { ...each, mine: value, chosen: 'mine' as const } : each,
      );
      setDraft(withSetting(editing.draft, name, value), { objections, conflicts });
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
      setDraft(withSetting(editing.draft, name, conflict[chosen]), { conflicts });
    },
    adopt: (settings, note) => setDraft(settings, { note, conflicts: [], overtaken: null, objections: new Map() }),
    discard() {
      const editing = current();
      if (editing !== null)
        setDraft(editing.known.published, { note: '', conflicts: [], overtaken: null, objections: new Map() });
    },
    publish: () =>
      versioned.publish(async (editing) => {
        const { draft, known, note } = editing;
        update({ objections: new Map() });
        const answer = await refusalsByField(api('settings/publish', { baseVersion: known.version, settings: draft, note }));
        if (answer.outcome === 'refused')
          return update({ publishing: { phase: 'invalid' }, objections: objectionsIn(answer.fields) });
        if (answer.outcome === 'invalid')
          return update({ publishing: { phase: 'invalid' }, objections: bySetting(answer.issues) });
        if (answer.outcome === 'stale' && !isOwnPublication(answer.by, workerSid, isSame(answer.current, draft))) {
          update({ publishing: { phase: 'idle' } });
          return takeUp(answer.current, answer.version, answer.by);
        }
        const made = answer.outcome === 'published' ? answer.revision : answer.by;
        const effective = answer.outcome === 'published' ? answer.effective : { ...known.deployed, ...draft };
        onEffective(effective);
        const now = { ...known, version: made.version, published: draft, effective };
        // what was edited since it was sent stays, over what is published now
        const since = current() ?? editing;
        const next: SettingsEditing = { ...begun(now, made, since.tree), justPublished: made.version, draft: since.draft };
        update({ ...next, note: since.note === note ? '' : since.note });
      }),
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
const revisionOf = (revisions: readonly Revision[], version: number): Revision | null =>
  revisions.find((revision) => revision.version === version) ?? null;
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

/** A refusal that names settings is an answer like the others: it is shown at its fields. */
const refusalsByField = <A extends { outcome: string }>(
  publication: Promise<A>,
): Promise<A | { outcome: 'refused'; fields: Record<string, FieldProblem> }> =>
  publication.catch((thrown: unknown) => {
    const { fields } = asApiError(thrown);
    if (objectionsIn(fields).size === 0) throw thrown;
    return { outcome: 'refused' as const, fields };
  });

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

/** Settings have no draft on the server, so closing the page with unpublished changes asks first. */
export function warnOfChanges(editor: SettingsEditor): void {
  window.addEventListener('beforeunload', (event) => {
    const state = editor.store.get();
    if (state.phase === 'ready' && changesIn(state.editing).length > 0) event.preventDefault();
  });
}
