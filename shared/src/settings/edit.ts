import type { SettingName, Settings } from '../contract/settings';
import { mergeMapping } from './insights-mapping';

/** What a publication would do to one setting. A side left out (undefined) stands as deployed. */
export interface SettingChange {
  setting: SettingName;
  before: Settings[SettingName];
  after: Settings[SettingName];
}

/** A setting that two admins changed differently since the same revision. */
export interface SettingConflict {
  setting: SettingName;
  mine: Settings[SettingName];
  theirs: Settings[SettingName];
}

/** Whether two values of a setting come to the same: where a list's order means nothing, it is not compared. */
export const sameSetting = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** What differs, by setting, in the order of `names`. */
export function settingChanges(names: readonly SettingName[], before: Settings, after: Settings): SettingChange[] {
  return names
    .filter((setting) => !sameSetting(before[setting], after[setting]))
    .map((setting) => ({ setting, before: before[setting], after: after[setting] }));
}

/**
 * Two edits of one revision put together (AD-2): what only one of them changed stands as it did; what both changed to different
 * values is a conflict, and holds `mine` until it is chosen.
 */
export function mergeSettings(
  names: readonly SettingName[],
  base: Settings,
  mine: Settings,
  theirs: Settings,
): { settings: Settings; conflicts: SettingConflict[] } {
  let settings: Settings = {};
  const conflicts: SettingConflict[] = [];
  for (const setting of names) {
    const [was, own, other] = [base[setting], mine[setting], theirs[setting]];
    const isOwn = !sameSetting(was, own);
    const isTheirs = !sameSetting(was, other);
    if (setting === 'insightsMapping' && isOwn && isTheirs) {
      const merged = mergeMapping(base.insightsMapping, mine.insightsMapping, theirs.insightsMapping);
      if (merged !== null) {
        settings = withSetting(settings, setting, merged);
        continue;
      }
    }
    if (isOwn && isTheirs && !sameSetting(own, other)) conflicts.push({ setting, mine: own, theirs: other });
    settings = withSetting(settings, setting, isOwn ? own : other);
  }
  return { settings, conflicts };
}

/** The settings with one of them changed; undefined takes it out, so that it stands as deployed. */
export function withSetting(settings: Settings, name: SettingName, value: Settings[SettingName]): Settings {
  const { [name]: _gone, ...rest } = settings;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical).sort());
  if (typeof value === 'object' && value !== null) {
    const lines = Object.entries(value).map(([key, inner]) => [key, canonical(inner)] as const);
    return JSON.stringify(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return JSON.stringify(value) ?? 'undefined';
}
