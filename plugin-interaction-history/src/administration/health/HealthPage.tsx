import * as React from 'react';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { Small, Strong } from '../../ui/text';
import { useAdministration, useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { ReadFailure } from '../ui/ReadFailure';
import { shownOf, useRead } from '../ui/use-read';
import { countsOf, sourceViews, type SourceView } from './health-view';
import { HealthSide } from './HealthSide';
import { SourcePanel } from './SourcePanel';
import { en, type HealthWords } from './words.en';
import { ja } from './words.ja';

type Checked = { health: HealthResponse; at: number; ms: number };
/** What a Function can check of each source, how much of the allowance is used, what waits, and which versions run (OP-4): for admins. */
export const HealthPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const api = useApi();
  const words: HealthWords = pick({ en, ja }, locale, en);
  const [copied, setCopied] = React.useState<'copied' | 'copyFailed' | null>(null);
  const { read, again } = useRead(
    React.useCallback(async (): Promise<Checked> => {
      const began = performance.now();
      const health = await api('health', {});
      return { health, at: Date.now(), ms: performance.now() - began };
    }, [api]),
  );
  const run = (): void => {
    setCopied(null);
    again();
  };
  const checked = shownOf(read);
  const views = checked === null ? [] : sourceViews(checked.health, words.unanswered);
  const counts = countsOf(views);
  return (
    <Frame
      title={<PageTitle>{words.title}</PageTitle>}
      tabs={tabs}
      facts={
        <Small role="status">
          {copied === null ? null : words[copied]}
          {copied === null && read.phase === 'loading' ? words.running : null}
          {copied === null && read.phase === 'ready'
            ? words.checked(momentOf(locale, read.value.at, Date.now()), (read.value.ms / 1_000).toFixed(1))
            : null}
        </Small>
      }
      actions={
        <>
          <Button
            variant="secondary"
            disabled={checked === null}
            onClick={() => {
              if (checked === null) return;
              navigator.clipboard.writeText(asText(checked, views, words)).then(
                () => setCopied('copied'),
                () => setCopied('copyFailed'),
              );
            }}
          >
            {words.copy}
          </Button>
          <Button variant="primary" disabled={read.phase === 'loading'} onClick={run}>
            {words.run}
          </Button>
        </>
      }
    >
      {read.phase === 'failed' ? <ReadFailure title={words.failed} error={read.error} what={words.retry} onRetry={run} /> : null}
      {checked === null ? null : (
        <>
          <Box display="flex" flexWrap="wrap" columnGap="space70" marginBottom="space50">
            {(['fail', 'warn', 'ok'] as const).map((level) => (
              <Strong key={level} color={counts[level] === 0 ? 'colorTextWeak' : COLOURS[level]}>
                {words.counts[level](counts[level])}
              </Strong>
            ))}
          </Box>
          <Box
            display="grid"
            style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))', gap: 20, alignItems: 'start' }}
          >
            <Box display="flex" flexDirection="column" rowGap="space50" style={{ gridColumn: 'span 2' }}>
              {views.map((view) => (
                <SourcePanel key={view.name} view={view} words={words} />
              ))}
            </Box>
            <HealthSide health={checked.health} words={words} />
          </Box>
        </>
      )}
    </Frame>
  );
};

const COLOURS = { fail: 'colorTextError', warn: 'colorTextWarningStrong', ok: 'colorTextSuccess' } as const;

/** As doctor prints it, for a ticket. No secret is in any line. */
export function asText({ health, at }: Pick<Checked, 'health' | 'at'>, views: readonly SourceView[], words: HealthWords): string {
  const lines = views.flatMap(({ name, isOff, latencyMs, problems, ok }) => [
    '',
    `${words.sources[name]}${isOff ? `: ${words.off}` : ` (${words.milliseconds(Math.round(latencyMs ?? 0))})`}`,
    ...[...problems, ...ok].map(
      ({ level, text, mend }) => `  ${level.padEnd(4)} ${text}${mend === undefined ? '' : ` → ${mend}`}`,
    ),
  ]);
  const { functions, data, writes } = health.versions;
  return [
    `${words.title} ${new Date(at).toISOString()}`,
    ...lines,
    '',
    `${words.versions}: ${words.functions} ${functions}, ${words.page} ${VERSION}, ${words.data} ${data ?? '?'}/${writes}`,
  ].join('\n');
}
