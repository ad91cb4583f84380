import * as React from 'react';
import type { ErasePersonResponse, FoundPeople, LegalHold } from '@interaction-history/shared/src/contract/privacy';
import { asApiError, type ApiError } from '../../api/api-error';
import { useApi } from '../shell/administration-context';
import { once, type Exported } from './export-person';

export type Search =
  { phase: 'idle' } | { phase: 'searching' } | { phase: 'failed'; error: ApiError } | ({ phase: 'found' } & FoundPeople);
export type Erasing =
  | { phase: 'none' }
  | { phase: 'running'; count: number }
  | { phase: 'stopped'; count: number; error: ApiError; again: () => void }
  | { phase: 'held'; hold: LegalHold }
  | { phase: 'done'; count: number; receipt: ErasePersonResponse };
export interface Confirmed {
  customerIds: string[];
  confirm: string;
  reference: string | null;
}

/** What the privacy page does: find, export, hold, erase until it is done (PR-1, PR-6). */
export function usePrivacy() {
  const api = useApi();
  const [search, setSearch] = React.useState<Search>({ phase: 'idle' });
  const [erasing, setErasing] = React.useState<Erasing>({ phase: 'none' });
  const find = async (text: string): Promise<void> => {
    setSearch({ phase: 'searching' });
    try {
      setSearch({ phase: 'found', ...(await api('privacy/find', { text })) });
    } catch (thrown) {
      setSearch({ phase: 'failed', error: asApiError(thrown) });
    }
  };
  const erase = async (asked: Confirmed): Promise<void> => {
    let count = 0;
    setErasing({ phase: 'running', count });
    try {
      for (;;) {
        const answer = await api('privacy/erase', asked);
        if (answer.outcome === 'held') return setErasing({ phase: 'held', hold: answer.hold });
        count = Object.values(answer.erased).reduce((sum, each) => sum + each, 0);
        if (answer.outcome === 'erased') {
          setSearch({ phase: 'idle' });
          return setErasing({ phase: 'done', count, receipt: answer });
        }
        setErasing({ phase: 'running', count });
      }
    } catch (thrown) {
      setErasing({ phase: 'stopped', count, error: asApiError(thrown), again: () => void erase(asked) });
    }
  };
  const exportAll = async (customerIds: string[]): Promise<Exported> => {
    const documents: Exported = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { documents: Exported; nextCursor: string | null } = await api('privacy/export', {
        customerIds,
        ...(cursor === '' ? {} : { cursor }),
      });
      documents.push(...page.documents);
      cursor = page.nextCursor;
    }
    return once(documents);
  };
  const hold = async (customerId: string, note: string | null): Promise<void> => {
    while (!(await api('privacy/hold', { customerId, note })).isSettled);
  };
  return { search, erasing, find, erase, exportAll, hold, forget: () => setErasing({ phase: 'none' }) };
}
