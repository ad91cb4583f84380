import * as React from 'react';
import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { OutcomeInteractionsResponse, OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError, type ApiError } from '../../api/api-error';
import { useApi } from '../shell/administration-context';
import type { Span } from './dates';

export interface Filters {
  reasonId: string | null;
  queueSid: string | null;
  workerSid: string | null;
  channel: Channel | null;
}
export const NO_FILTERS: Filters = { reasonId: null, queueSid: null, workerSid: null, channel: null };

type Read<T> = { phase: 'loading'; before: T | null } | { phase: 'failed'; error: ApiError } | ({ phase: 'ready' } & T);
/** What the report needs beside its numbers. Without the workspace queues are told by their ids. */
export interface Naming {
  codes: readonly ReasonCode[];
  queues: readonly { sid: string; name: string }[];
}
export interface Reported {
  report: OutcomeReportResponse;
  naming: Naming;
  /** Agents of the same days without a filter of theirs, for the choice. */
  asked: Span & Filters;
}

const wanted = ({ reasonId, queueSid, workerSid, channel }: Filters) => ({
  ...(reasonId === null ? {} : { reasonId }),
  ...(queueSid === null ? {} : { queueSid }),
  ...(workerSid === null ? {} : { workerSid }),
  ...(channel === null ? {} : { channel }),
});

/** The report of a span and its filters, read again whenever they change. The latest question wins. */
export function useReport(span: Span, filters: Filters): { read: Read<Reported>; retry: () => void } {
  const api = useApi();
  const [read, setRead] = React.useState<Read<Reported>>({ phase: 'loading', before: null });
  const [attempt, setAttempt] = React.useState(0);
  const naming = React.useRef<Promise<Naming> | null>(null);
  const { from, to } = span;
  const { reasonId, queueSid, workerSid, channel } = filters;
  React.useEffect(() => {
    let isLatest = true;
    setRead((last) => ({
      phase: 'loading',
      before: last.phase === 'ready' ? last : last.phase === 'loading' ? last.before : null,
    }));
    naming.current ??= Promise.all([
      api('reason-codes/current', {}),
      api('workspace/current', {}).catch(() => ({ queues: [] })),
    ]).then(([{ tree }, { queues }]) => ({ codes: tree?.codes ?? [], queues }));
    const asked = { from, to, reasonId, queueSid, workerSid, channel };
    Promise.all([
      api('outcomes/report', { from, to, ...wanted({ reasonId, queueSid, workerSid, channel }) }),
      naming.current,
    ]).then(
      ([report, names]) => {
        if (isLatest) setRead({ phase: 'ready', report, naming: names, asked });
      },
      (thrown: unknown) => {
        naming.current = null;
        if (isLatest) setRead({ phase: 'failed', error: asApiError(thrown) });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [api, from, to, reasonId, queueSid, workerSid, channel, attempt]);
  return { read, retry: () => setAttempt(attempt + 1) };
}

/** Which number was opened. */
export interface Opened extends Span, Filters {
  title: string;
  isDefault: boolean;
}
export interface Listed {
  entries: OutcomeInteractionsResponse['entries'];
  nextCursor: string | null;
}

/** The interactions behind a number, page by page. */
export function useInteractions(opened: Opened): { read: Read<Listed>; more: () => void; retry: () => void } {
  const api = useApi();
  const [read, setRead] = React.useState<Read<Listed>>({ phase: 'loading', before: null });
  const latest = React.useRef<Opened | null>(null);
  const load = React.useCallback(
    (before: Listed | null): void => {
      latest.current = opened;
      const { from, to, reasonId, queueSid, workerSid, channel, isDefault } = opened;
      setRead({ phase: 'loading', before });
      api('outcomes/interactions', {
        from,
        to,
        ...wanted({ reasonId, queueSid, workerSid, channel }),
        ...(isDefault ? { isDefault: true } : {}),
        ...(before?.nextCursor ? { cursor: before.nextCursor } : {}),
      }).then(
        ({ entries, nextCursor }) => {
          if (latest.current === opened)
            setRead({ phase: 'ready', entries: [...(before?.entries ?? []), ...entries], nextCursor });
        },
        (thrown: unknown) => {
          if (latest.current === opened) setRead({ phase: 'failed', error: asApiError(thrown) });
        },
      );
    },
    [api, opened],
  );
  React.useEffect(() => load(null), [load]);
  return {
    read,
    more: () => {
      if (read.phase === 'ready') load(read);
    },
    retry: () => load(null),
  };
}
