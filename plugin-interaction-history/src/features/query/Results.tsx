import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import type { SearchResult } from '@interaction-history/shared/src/contract/customers';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { useFocusTarget } from '../../ui/focus-scope';
import { Announce, Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Key, Small, Strong } from '../../ui/text';
import { totalOf, type Search } from './query-state';
import { ResultRow } from './ResultRow';
import { SearchFailures } from './SearchFailures';

interface Props {
  search: Exclude<Search, { phase: 'none' }>;
  results: readonly SearchResult[];
  active: string | null;
  notYet: string | null;
  onActivate: (key: string) => void;
  onOpen: (result: SearchResult) => void;
  /** Esc, or ↑ on the first: back to the field. */
  onLeave: () => void;
  onRetry: () => void;
}

/** What was found: ↓ ↑ walk, Enter opens, Esc goes back to the field. A long list scrolls in itself: the form below stays near. */
export const Results: React.FC<Props> = (props) => {
  const { search, results, active, notYet, onActivate, onOpen, onLeave, onRetry } = props;
  const strings = useStrings();
  const { query } = strings;
  const rows = React.useRef<(HTMLElement | null)[]>([]);
  const activeIndex = results.findIndex(({ key }) => key === active);
  useFocusTarget('result', () => rows.current[Math.max(0, activeIndex)] ?? null);
  const total = search.phase === 'done' ? totalOf(search.answer) : 0;
  const isLoading = search.phase === 'loading';

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = rows.current.indexOf(event.target as HTMLElement);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: results.length - 1 };
    const target = targets[event.key];
    const result = results[at];
    if (event.key === 'Enter' && result) onOpen(result);
    else if (event.key === 'Escape' || target === -1) onLeave();
    else if (target !== undefined) rows.current[Math.min(target, results.length - 1)]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Section label={query.results} busy={isLoading} minHeight={isLoading ? '15rem' : undefined}>
      <Row minHeight="sizeSquare60" marginBottom="space30">
        <Strong as="h2" id="ih-results">
          {query.results}
        </Strong>
        {results.length > 0 ? (
          <Count>{total > results.length ? query.shownOf(results.length, total) : String(results.length)}</Count>
        ) : null}
        <Grow />
        {results.length > 0 ? (
          <Small>
            {notYet ?? (
              <>
                <Key>↓</Key> {query.choose} <Key>{strings.customer.enter}</Key> {query.open}
              </>
            )}
          </Small>
        ) : null}
      </Row>
      {isLoading ? (
        <Box aria-hidden="true">
          <SkeletonLoader height="11rem" />
        </Box>
      ) : null}
      {search.phase === 'failed' ? (
        <Notice
          kind="error"
          title={query.failed}
          body={explain(search.error, strings)}
          action={<RetryButton onRetry={onRetry} what={query.failed} />}
        />
      ) : null}
      {results.length > 0 ? (
        <Box
          as="ul"
          role="listbox"
          aria-labelledby="ih-results"
          margin="space0"
          padding="space0"
          maxHeight="20rem"
          overflowY="auto"
          borderStyle="solid"
          borderWidth="borderWidth10"
          borderColor="colorBorderWeaker"
          borderRadius="borderRadius30"
          onKeyDown={onKeyDown}
        >
          {results.map((result, index) => (
            <ResultRow
              key={result.key}
              ref={(element) => (rows.current[index] = element)}
              result={result}
              active={index === activeIndex}
              first={index === 0}
              tabIndex={index === Math.max(0, activeIndex) ? 0 : -1}
              onActivate={() => onActivate(result.key)}
              onOpen={() => onOpen(result)}
            />
          ))}
        </Box>
      ) : null}
      {total > results.length ? <Small marginTop="space30">{query.narrow}</Small> : null}
      {search.phase === 'done' ? <SearchFailures answer={search.answer} onRetry={onRetry} /> : null}
      <Announce>
        {isLoading ? query.searching : search.phase === 'done' ? query.found(Math.max(total, results.length)) : ''}
      </Announce>
    </Section>
  );
};
