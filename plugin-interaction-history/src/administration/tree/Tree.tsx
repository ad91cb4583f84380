import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { useStore } from '../../state/store';
import { useAdministrationStrings } from '../strings/strings';
import { useDrag } from './drag';
import { marksOf, missingLocales } from './marks';
import { createTreeKeys } from './tree-keys';
import type { TreeViewModel } from './tree-view';
import { LINE_HEIGHT, lineId, TreeLine } from './TreeLine';

interface Props {
  tree: TreeViewModel;
  codes: readonly ReasonCode[];
  published: readonly ReasonCode[];
  locales: readonly string[];
  defaultReasonId: string | null;
}

/** Drawn beyond what is seen, above and below. */
const SPARE = 8;
const USUAL_HEIGHT = 640;

/**
 * The tree after the WAI-ARIA authoring practices. Only the lines in sight are drawn, and the selected one: 2,000 codes cost
 * what 40 cost. Level, position and count are said by each line, since its neighbours may not be there.
 */
export const Tree: React.FC<Props> = ({ tree, codes, published, locales, defaultReasonId }) => {
  const { strings, locale } = useAdministrationStrings();
  const view = useStore(tree.view);
  const rows = tree.rows();
  const marks = React.useMemo(() => marksOf(published, codes), [published, codes]);
  const scroller = React.useRef<HTMLDivElement>(null);
  const { scrolledTo, height, onScroll } = useWindow(scroller);
  const onKeyDown = React.useMemo(() => createTreeKeys(tree, locale), [tree, locale]);
  const { target, handlers } = useDrag(codes, (id, place) => tree.place(id, place));
  const selectedAt = rows.findIndex(({ code }) => code.id === view.selected);

  React.useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || selectedAt < 0) return;
    const top = selectedAt * LINE_HEIGHT;
    const seen = box.clientHeight || USUAL_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + LINE_HEIGHT > box.scrollTop + seen) box.scrollTop = top + LINE_HEIGHT - seen;
    // the line it stood on may be the same while everything around it has changed
  }, [selectedAt, view.focusRequest]);
  /** A page that opens takes the focus only when it is asked to: coming back from the review does. */
  const served = React.useRef(0);
  React.useEffect(() => {
    if (served.current === view.focusRequest || view.renaming !== null || view.selected === null) return;
    served.current = view.focusRequest;
    document.getElementById(lineId(view.selected))?.focus({ preventScroll: true });
  });

  const first = Math.max(0, Math.floor(scrolledTo / LINE_HEIGHT) - SPARE);
  const last = Math.min(rows.length, Math.ceil((scrolledTo + height) / LINE_HEIGHT) + SPARE);
  const drawn = rows.slice(first, last).map((row, index) => ({ row, at: first + index }));
  const selected = rows[selectedAt];
  if (selected !== undefined && (selectedAt < first || selectedAt >= last)) drawn.push({ row: selected, at: selectedAt });
  const reachable = selected?.code.id ?? rows[0]?.code.id;
  const on = useLineHandlers(tree);
  return (
    <Box ref={scroller} flexGrow={1} minHeight="0" overflowY="auto" position="relative" onScroll={onScroll}>
      <div
        role="tree"
        aria-label={strings.tree.label}
        style={{ position: 'relative', height: rows.length * LINE_HEIGHT }}
        onKeyDown={onKeyDown}
        {...handlers}
      >
        {drawn.map(({ row, at }) => (
          <TreeLine
            key={row.code.id}
            row={row}
            top={at * LINE_HEIGHT}
            marks={marks(row.code)}
            missing={missingLocales(row.code, locales).join(' ')}
            isDefault={row.code.id === defaultReasonId}
            isSelected={row.code.id === view.selected}
            isReachable={row.code.id === reachable}
            isRenaming={view.renaming?.id === row.code.id}
            dropAt={target?.id === row.code.id ? target.at : null}
            {...on}
          />
        ))}
      </div>
    </Box>
  );
};

/** Stable functions: a line is drawn again only when it changes itself. */
function useLineHandlers(tree: TreeViewModel) {
  return React.useMemo(
    () => ({
      onSelect: (id: string) => tree.select(id, true),
      onToggle: (id: string, open: boolean) => tree.setOpen(id, open),
      onRename: (id: string) => tree.rename(id),
      onEndRename: (label: string | null) => tree.endRename(label),
    }),
    [tree],
  );
}

/** How far the list is scrolled, in whole lines, and how much of it is seen. */
function useWindow(scroller: React.RefObject<HTMLDivElement>): { scrolledTo: number; height: number; onScroll: () => void } {
  const [scrolledTo, setScrolledTo] = React.useState(0);
  const [height, setHeight] = React.useState(USUAL_HEIGHT);
  const onScroll = (): void => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrolledTo(top - (top % LINE_HEIGHT));
  };
  React.useEffect(() => {
    const box = scroller.current;
    if (box === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.height > 0) setHeight(entry.contentRect.height);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  return { scrolledTo, height, onScroll };
}
