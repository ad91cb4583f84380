import * as React from 'react';
import type { AuditAction } from '@interaction-history/shared/src/audit/actions';
import type { AuditListResponse } from '@interaction-history/shared/src/contract/audit';
import { asApiError, type ApiError } from '../../api/api-error';
import { useApi } from '../shell/administration-context';

export interface Question {
  text: string;
  days: number;
  action: AuditAction | null;
  /** Only what this worker did. */
  worker: { sid: string; name: string } | null;
}
export type Trail =
  | { phase: 'idle' }
  | { phase: 'loading'; before: Answered | null }
  | { phase: 'failed'; error: ApiError; before: Answered | null }
  | ({ phase: 'ready' } & Answered);
export interface Answered {
  asked: Question;
  /** The end of the span: further pages are of the same one. */
  to: string;
  customers: AuditListResponse['customers'];
  entries: AuditListResponse['entries'];
  nextCursor: string | null;
}

const DAY_MS = 86_400_000;

/** What the trail has answered, page by page. A new question takes the place of the one before. */
export function useAudit(): { trail: Trail; ask: (question: Question) => void; more: () => void } {
  const api = useApi();
  const [trail, setTrail] = React.useState<Trail>({ phase: 'idle' });
  const latest = React.useRef(0);
  const load = (asked: Question, to: string, before: Answered | null): void => {
    latest.current += 1;
    const mine = latest.current;
    const isLatest = (): boolean => mine === latest.current;
    setTrail({ phase: 'loading', before });
    const { text, days, action, worker } = asked;
    api('audit/list', {
      from: new Date(Date.parse(to) - days * DAY_MS).toISOString(),
      to,
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...(action === null ? {} : { action }),
      ...(worker === null ? {} : { workerSid: worker.sid }),
      ...(before?.nextCursor ? { cursor: before.nextCursor } : {}),
    }).then(
      ({ customers, entries, nextCursor }) => {
        if (isLatest())
          setTrail({ phase: 'ready', asked, to, customers, entries: [...(before?.entries ?? []), ...entries], nextCursor });
      },
      (thrown: unknown) => {
        if (isLatest()) setTrail({ phase: 'failed', error: asApiError(thrown), before });
      },
    );
  };
  return {
    trail,
    // a moment ahead, so that what was just done is in it
    ask: (question) => load(question, new Date(Date.now() + 60_000).toISOString(), null),
    more: () => {
      if (trail.phase === 'ready') load(trail.asked, trail.to, trail);
    },
  };
}
