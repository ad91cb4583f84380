import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { pathTo } from '@interaction-history/shared/src/reason-codes/edit/position';
import type { MergeConflict } from '@interaction-history/shared/src/reason-codes/merge';
import type { TreeChange } from '@interaction-history/shared/src/reason-codes/changes';
import type { Channel } from '@interaction-history/shared/src/caller/channel';
import { missingLocales } from '../tree/marks';
import { languageName, type AdministrationLanguage } from '../strings/strings';

/** What the words are about and in which language they are. */
export interface DescribeContext {
  /** The tree after the change; paths are named by it. */
  codes: readonly ReasonCode[];
  /** The tree before it, for what was moved away from. */
  before: readonly ReasonCode[];
  language: AdministrationLanguage;
  locales: readonly string[];
  queueName: (sid: string) => string;
  channelNames: Readonly<Record<Channel, string>>;
}

export interface DescribedChange {
  key: string;
  look: 'plus' | 'pen' | 'arrow' | 'cross';
  verb: string;
  text: string;
  detail: string;
  /** A reporting value that the detail ends with. */
  value?: string;
}

/** One line a change; a change of several translations is one line each. */
export function describeChange(change: TreeChange, context: DescribeContext): DescribedChange[] {
  const { strings, locale } = context.language;
  const words = strings.changes;
  const { code } = change;
  const label = labelOf(code, locale);
  const above = pathOf(context.codes, code.parentId, context);
  const key = `${change.kind} ${code.id} ${change.kind === 'changed' ? change.field : ''}`;
  switch (change.kind) {
    case 'added': {
      const missing = missingLocales(code, context.locales).map((each) => languageName(each, locale));
      const isLimited = code.queues.length > 0 || code.channels.length > 0;
      const detail = [
        isLimited ? words.limited : words.everywhere,
        missing.length > 0 ? words.missing(missing.join(', ')) : '',
        words.reportsAs,
      ];
      return [
        {
          key,
          look: 'plus',
          verb: words.added,
          text: words.under(label, above),
          detail: detail.filter(Boolean).join(' '),
          value: code.reportingValue,
        },
      ];
    }
    case 'moved': {
      const [from, to] = [pathOf(context.before, change.from, context), above].map((path) => path || words.top);
      return [
        { key, look: 'arrow', verb: words.moved, text: words.fromTo(label, from ?? '', to ?? ''), detail: words.keepsValue },
      ];
    }
    case 'reordered':
      return [{ key, look: 'arrow', verb: words.reordered, text: words.under(label, above), detail: '' }];
    case 'retired':
      return [{ key, look: 'cross', verb: words.retired, text: words.under(label, above), detail: words.retiredDetail }];
    case 'restored':
      return [{ key, look: 'plus', verb: words.restored, text: words.under(label, above), detail: words.restoredDetail }];
    case 'removed':
      return [{ key, look: 'cross', verb: words.removed, text: words.under(label, ''), detail: '' }];
    case 'changed':
      if (change.field === 'labels') return describeLabels(change, label, above, context);
      return [
        {
          key,
          look: 'pen',
          verb: words.changed,
          text: words.fieldOf(words.fields[change.field], pathOf(context.codes, code.id, context)),
          detail: `${words.before(describeValue(change.field, change.before, context))} · ${words.after(describeValue(change.field, change.after, context))}`,
        },
      ];
  }
}

function describeLabels(
  { code, before, after }: Extract<TreeChange, { kind: 'changed' }>,
  label: string,
  above: string,
  { language, locales }: DescribeContext,
): DescribedChange[] {
  const words = language.strings.changes;
  const [was, is] = [before as Labels, after as Labels];
  const changed = [...new Set([...locales, ...Object.keys(was), ...Object.keys(is)])].filter((each) => was[each] !== is[each]);
  return changed.map((each) => {
    const line = { key: `label ${code.id} ${each}`, look: 'pen', detail: '' } as const;
    const name = languageName(each, language.locale);
    const [old, now] = [was[each], is[each]];
    if (now === undefined) return { ...line, verb: words.changed, text: words.untranslated(label, name) };
    if (each === 'en') return { ...line, verb: words.renamed, text: words.renamedTo(old ?? '', now, above) };
    const detail = old === undefined ? '' : words.before(old);
    return { ...line, verb: words.translated, text: words.translatedTo(label, name, now), detail };
  });
}

type Labels = Readonly<Record<string, string>>;

/** A version of what is in conflict, in words. For labels, only those that differ. */
export function describeVersion(
  { field, mine, theirs }: MergeConflict,
  version: 'mine' | 'theirs',
  context: DescribeContext,
): string {
  const value = version === 'mine' ? mine : theirs;
  if (field !== 'labels') return describeValue(field, value, context);
  const [own, other] = [value as Labels, (version === 'mine' ? theirs : mine) as Labels];
  const differing = [...new Set([...Object.keys(own), ...Object.keys(other)])].filter((each) => own[each] !== other[each]);
  const none = context.language.strings.panel.actions.none;
  if (differing.length === 1 && differing[0] === 'en') return own.en ?? none;
  return differing.map((each) => `${languageName(each, context.language.locale)}: ${own[each] ?? none}`).join(' · ');
}

function describeValue(field: MergeConflict['field'], value: unknown, context: DescribeContext): string {
  const { strings, locale } = context.language;
  const { changes: words, panel } = strings;
  switch (field) {
    case 'queues': {
      const names = (value as string[]).map(context.queueName);
      return names.length === 0 ? words.every : names.join(', ');
    }
    case 'channels': {
      const names = (value as Channel[]).map((channel) => context.channelNames[channel]);
      return names.length === 0 ? words.every : names.join(', ');
    }
    case 'commentRequired':
      return value === true ? words.yes : words.no;
    case 'active':
      return value === true ? words.active : words.inactive;
    case 'serviceAction':
      return value === null ? panel.actions.none : panel.actions[value as Exclude<ReasonCode['serviceAction'], null>];
    case 'place': {
      const { parentId, order } = value as Pick<ReasonCode, 'parentId' | 'order'>;
      const before = context.codes
        .filter((code) => code.parentId === parentId && code.order < order)
        .sort((a, b) => b.order - a.order)[0];
      const where = pathOf(context.codes, parentId, context) || panel.top;
      return `${where}, ${before === undefined ? words.first : words.behind(labelOf(before, locale))}`;
    }
    case 'existence':
      return value === null ? words.gone : labelOf(value as ReasonCode, locale);
    case 'labels':
      return Object.values(value as Labels).join(', ');
    case 'reportingValue':
      return String(value);
  }
}

/** Labels from the top to a code; empty for the top itself. */
export const pathOf = (
  codes: readonly ReasonCode[],
  id: string | null,
  { language }: Pick<DescribeContext, 'language'>,
): string =>
  id === null
    ? ''
    : pathTo(codes, id)
        .map((code) => labelOf(code, language.locale))
        .join(' › ');
