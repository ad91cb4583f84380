import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { ancestry, labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import type { RequestOf } from '../../api/client';

/** What the agent narrowed the history to (IH-2); empty means everything. */
export interface Filter {
  reasonId: string | null;
  channel: Channel | null;
  text: string;
}
export const NO_FILTER: Filter = { reasonId: null, channel: null, text: '' };

export const isFiltering = ({ reasonId, channel, text }: Filter): boolean =>
  reasonId !== null || channel !== null || text.trim() !== '';

/** As the server takes it; undefined when nothing is filtered. */
export function requestedFilter(filter: Filter): RequestOf<'interactions/list'>['filter'] {
  if (!isFiltering(filter)) return undefined;
  const { reasonId, channel, text } = filter;
  return {
    ...(reasonId === null ? {} : { reasonId }),
    ...(channel === null ? {} : { channel }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}

/** Every code in tree order, retired ones too, because history has them; a branch finds all below it. `depth` from 0. */
export function filterReasons(tree: ReasonTree, locale: string): { id: string; label: string; depth: number }[] {
  const listed: { id: string; label: string; depth: number }[] = [];
  const visit = (parentId: string | null): void => {
    const children = tree.codes.filter((code) => code.parentId === parentId).sort((a, b) => a.order - b.order);
    for (const code of children) {
      listed.push({ id: code.id, label: labelOf(code, locale), depth: ancestry(tree, code.id).length - 1 });
      visit(code.id);
    }
  };
  visit(null);
  return listed;
}
