import type { HealthResponse } from '@interaction-history/shared/src/contract/health';

export const SOURCES = ['salesforce', 'firestore', 'master', 'taskrouter'] as const;
export type SourceName = (typeof SOURCES)[number];
type Health = HealthResponse[SourceName];
export type Line = { id: string; level: 'ok' | 'warn' | 'fail'; text: string; mend?: string | undefined };

export interface SourceView {
  name: SourceName;
  isOff: boolean;
  /** Of the source as a whole: its worst line, or that it didn't answer. */
  level: Line['level'];
  latencyMs: number | null;
  /** What needs somebody, worst first. */
  problems: Line[];
  ok: Line[];
}

const worst = { fail: 0, warn: 1, ok: 2 };

/** @param unanswered the line of a source that says nothing for itself */
export function sourceViews(health: HealthResponse, unanswered: (code: string) => string): SourceView[] {
  return SOURCES.map((name) => sourceView(name, health[name], unanswered));
}

function sourceView(name: SourceName, source: Health, unanswered: (code: string) => string): SourceView {
  if (source.status === 'off') return { name, isOff: true, level: 'ok', latencyMs: null, problems: [], ok: [] };
  const said: Line[] = source.findings ?? [];
  const silent = source.status === 'failed' && !said.some(({ level }) => level === 'fail');
  const lines: Line[] =
    silent && source.status === 'failed'
      ? [{ id: `${name}.answers`, level: 'fail', text: unanswered(source.error.code) }, ...said]
      : said;
  const problems = lines.filter(({ level }) => level !== 'ok').sort((a, b) => worst[a.level] - worst[b.level]);
  return {
    name,
    isOff: false,
    level: problems[0]?.level ?? 'ok',
    latencyMs: source.latencyMs,
    problems,
    ok: lines.filter(({ level }) => level === 'ok'),
  };
}

/** A source without lines of its own counts as one that is ok. */
export function countsOf(views: readonly SourceView[]): Record<Line['level'], number> {
  const counts = { ok: 0, warn: 0, fail: 0 };
  for (const { isOff, problems, ok } of views) {
    if (isOff) continue;
    counts.ok += problems.length + ok.length === 0 ? 1 : ok.length;
    for (const { level } of problems) counts[level] += 1;
  }
  return counts;
}
