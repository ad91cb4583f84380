import * as React from 'react';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { pick } from '../../locales/pick';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useAdministration, useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { countsOf, sourceViews, type SourceView } from './health-view';
import { HealthSide } from './HealthSide';
import { SourcePanel } from './SourcePanel';
import { en, type HealthWords } from './words.en';
import { ja } from './words.ja';

type Checked = { health: HealthResponse; at: number; ms: number };
type Read = { phase: 'loading'; before: Checked | null } | { phase: 'failed'; error: ApiError } | ({ phase: 'ready' } & Checked);

/** What a Function can check of each source, how much of the allowance is used, what waits, and which versions run (OP-4): for admins. */
export const HealthPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  const api = useApi();
  const words: HealthWords = pick({ en, ja }, locale, en);
  const [read, setRead] = React.useState<Read>({ phase: 'loading', before: null });
  const [attempt, setAttempt] = React.useState(0);
  const [isCopied, setIsCopied] = React.useState(false);
  React.useEffect(() => {
    let isShown = true;
    const began = performance.now();
    setIsCopied(false);
    setRead((last) => ({ phase: 'loading', before: last.phase === 'ready' ? last : null }));
    api('health', {}).then(
      (health) => {
        if (isShown) setRead({ phase: 'ready', health, at: Date.now(), ms: performance.now() - began });
      },
      (thrown: unknown) => {
        if (isShown) setRead({ phase: 'failed', error: asApiError(thrown) });
      },
    );
    return () => {
      isShown = false;
    };
  }, [api, attempt]);
  const run = (): void => setAttempt(attempt + 1);
  const checked = read.phase === 'ready' ? read : read.phase === 'loading' ? read.before : null;
  const views = checked === null ? [] : sourceViews(checked.health, words.unanswered);
  const counts = countsOf(views);
  return (
    <Frame
      title={<PageTitle>{words.title}</PageTitle>}
      tabs={tabs}
      facts={
        <Small role="status">
          {read.phase === 'loading' ? words.running : isCopied ? words.copied : ''}
          {read.phase === 'ready' && !isCopied
            ? words.checked(momentOf(locale, read.at, Date.now()), (read.ms / 1_000).toFixed(1))
            : null}
        </Small>
      }
      actions={
        <>
          <Button
            variant="secondary"
            disabled={checked === null}
            onClick={() => {
              if (checked !== null)
                void navigator.clipboard.writeText(asText(checked, views, words)).then(() => setIsCopied(true));
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
      {read.phase === 'failed' ? (
        <Notice
          kind="error"
          urgent
          title={words.failed}
          body={explain(read.error, agent)}
          action={<RetryButton what={words.retry} onRetry={run} />}
        />
      ) : null}
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
