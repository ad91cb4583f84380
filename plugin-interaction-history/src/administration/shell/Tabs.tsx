import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useAdministrationStrings } from '../strings/strings';
import type { PageId, PAGES } from './pages';

/** The administration's pages. ← and → move between them, as in any list of tabs. */
export const Tabs: React.FC<{ pages: readonly (typeof PAGES)[number][]; current: PageId; onChoose: (id: PageId) => void }> = ({
  pages,
  current,
  onChoose,
}) => {
  const { strings } = useAdministrationStrings();
  const choose = (id: PageId): void => {
    onChoose(id);
    // each page draws its own head: the tab to be focused is there once this event is over
    void Promise.resolve().then(() => document.getElementById(tabId(id))?.focus());
  };
  const move = (event: React.KeyboardEvent, by: number): void => {
    event.preventDefault();
    const next = pages[(pages.findIndex(({ id }) => id === current) + by + pages.length) % pages.length];
    if (next === undefined) return;
    choose(next.id);
  };
  return (
    <Box role="tablist" aria-label={strings.pages} display="flex" columnGap="space70" alignSelf="stretch">
      {pages.map(({ id, label }) => (
        <Box
          as="button"
          key={id}
          type="button"
          role="tab"
          id={tabId(id)}
          aria-selected={id === current}
          tabIndex={id === current ? 0 : -1}
          onClick={() => choose(id)}
          onKeyDown={(event: React.KeyboardEvent) => {
            if (event.key === 'ArrowRight') move(event, 1);
            else if (event.key === 'ArrowLeft') move(event, -1);
          }}
          padding="space0"
          borderStyle="none"
          backgroundColor="transparent"
          color={id === current ? 'colorTextLink' : 'colorTextWeak'}
          fontFamily="inherit"
          fontSize="fontSize30"
          lineHeight="lineHeight20"
          fontWeight="fontWeightSemibold"
          cursor="pointer"
          outline="none"
          _focus={{ boxShadow: 'shadowFocus' }}
          style={{ boxShadow: id === current ? 'inset 0 -2px 0 currentColor' : undefined }}
        >
          {label(strings)}
        </Box>
      ))}
    </Box>
  );
};

const tabId = (id: string): string => `ih-administration-${id}`;
