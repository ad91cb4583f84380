import * as React from 'react';
import type { Channel } from '@interaction-history/shared/src/caller/channel';
import type { OutcomeInteractionsResponse, OutcomeReportResponse } from '@interaction-history/shared/src/contract/outcomes';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { asApiError } from '../../api/api-error';
import type { ApiCall } from '../../api/client';
import { useApi } from '../shell/administration-context';
import { useRead, type Read } from '../ui/use-read';
import type { Span } from './dates';

export interface Filters {
  reasonId: string | null;
  queueSid: string | null;
  workerSid: string | null;
  channel: Channel | null;
}
export const NO_FILTERS: Filters = { reasonId: null, queueSid: null, workerSid: null, channel: null };

/** What the report needs beside its numbers. Without the workspace queues are told by their ids. */
export interface Naming {
  codes: readonly ReasonCode[];
  queues: readonly { sid: string; name: string }[];
}
export interface Reported {
  report: OutcomeReportResponse;
  naming: Naming;
  asked: Span & Filters;
  /** Agents of these days as of the last question that was about all of them: one can be chosen after another. */
  agents: OutcomeReportResponse['workers'];
}

const wanted = ({ reasonId, queueSid, workerSid, channel }: Filters) => ({
  ...(reasonId === null ? {} : { reasonId }),
  ...(queueSid === null ? {} : { queueSid }),
  ...(workerSid === null ? {} : { workerSid }),
  ...(channel === null ? {} : { channel }),
});

/** The report of a span and its filters, read again whenever they change. */
export function useReport({ from, to }: Span, filters: Filters): { read: Read<Reported>; again: () => void } {
  const api = useApi();
  const naming = React.useRef<Promise<Naming> | null>(null);
  const agents = React.useRef<Reported['agents']>([]);
  const { reasonId, queueSid, workerSid, channel } = filters;
  return useRead(
    React.useCallback(async (): Promise<Reported> => {
      naming.current ??= namingOf(api);
      const asked = { from, to, reasonId, queueSid, workerSid, channel };
      try {
        const [report, names] = await Promise.all([api('outcomes/report', { from, to, ...wanted(asked) }), naming.current]);
        if (workerSid === null) agents.current = report.workers;
        return { report, naming: names, asked, agents: agents.current };
      } catch (thrown) {
        naming.current = null;
        throw thrown;
      }
    }, [api, from, to, reasonId, queueSid, workerSid, channel]),
  );
}

async function namingOf(api: ApiCall): Promise<Naming> {
  const [{ tree }, { queues }] = await Promise.all([
    api('reason-codes/current', {}),
    api('workspace/current', {}).catch(() => ({ queues: [] })),
  ]);
  return { codes: tree?.codes ?? [], queues };
}

/** Which number was opened. */
export interface Opened extends Span, Filters {
  title: string;
  isDefault: boolean;
  /** Those alone on whose task this was done. */
  action?: ServiceAction;
}
export interface Listed {
  entries: OutcomeInteractionsResponse['entries'];
  nextCursor: string | null;
}

/** The interactions behind a number, page by page. */
export function useInteractions(opened: Opened): { read: Read<Listed>; more: () => void; again: () => void } {
  const api = useApi();
  const [read, setRead] = React.useState<Read<Listed>>({ phase: 'loading', before: null });
  const latest = React.useRef<Opened | null>(null);
  const load = React.useCallback(
    (before: Listed | null): void => {
      latest.current = opened;
      const { from, to, isDefault, action } = opened;
      setRead({ phase: 'loading', before });
      api('outcomes/interactions', {
        from,
        to,
        ...wanted(opened),
        ...(isDefault ? { isDefault: true } : {}),
        ...(action === undefined ? {} : { action }),
        ...(before?.nextCursor ? { cursor: before.nextCursor } : {}),
      }).then(
        ({ entries, nextCursor }) => {
          if (latest.current !== opened) return;
          setRead({ phase: 'ready', value: { entries: [...(before?.entries ?? []), ...entries], nextCursor } });
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
      if (read.phase === 'ready') load(read.value);
    },
    again: () => load(null),
  };
}
