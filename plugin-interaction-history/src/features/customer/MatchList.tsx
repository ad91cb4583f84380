import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { useFocusTarget } from '../../ui/focus-scope';
import { MatchCard } from './MatchCard';
import type { CandidateList } from './candidates';
import { keyOf, type Candidate } from './records';

interface Props {
  list: CandidateList;
  labelledBy: string;
  notYet: string | null;
  onConfirm: (candidate: Candidate) => void;
  /** Null where there is nothing to reject to. */
  onReject: (() => void) | null;
  /** The whole record of a master candidate (ID-9). */
  onFullRecord?: (candidate: Candidate) => void;
}

/** The cards: arrows move and unfold, Enter confirms, N says it is none of them. None is chosen until the agent does (ID-6). */
export const MatchList: React.FC<Props> = ({ list, labelledBy, notYet, onConfirm, onReject, onFullRecord }) => {
  const strings = useStrings();
  const { candidates, preselected } = list;
  const [activeKey, setActiveKey] = React.useState<string | null>(preselected === null ? null : keyOf(preselected));
  const group = React.useRef<HTMLElement>(null);
  const cards = React.useRef<(HTMLDivElement | null)[]>([]);
  const activeIndex = candidates.findIndex((candidate) => keyOf(candidate) === activeKey);
  useFocusTarget('matches', () => group.current);
  useFocusTarget('match', () => cards.current[Math.max(0, activeIndex)] ?? null);
  useFocusTarget('chosen-match', () => cards.current[activeIndex] ?? null);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    // single letters and Enter are the card's only while a card, or all of them, have the focus: a button inside has its own
    if (event.target !== group.current && !cards.current.includes(event.target as HTMLDivElement)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const active = candidates[activeIndex];
    // where none is active yet, down is to the first and up to the last
    const from = activeIndex === -1 && step === -1 ? 0 : activeIndex;
    if (step !== undefined) cards.current[(from + step + candidates.length) % candidates.length]?.focus();
    // a key still held from Accept confirms nobody
    else if (event.repeat) return;
    else if (event.key === 'Enter' && active && notYet === null) onConfirm(active);
    else if (event.key.toLowerCase() === 'n' && onReject !== null) onReject();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Box
      ref={group}
      role="radiogroup"
      // of several, no card has the focus before the agent moves to it: all of them have it together (ID-6)
      tabIndex={-1}
      aria-labelledby={labelledBy}
      display="flex"
      flexDirection="column"
      rowGap="space30"
      marginTop="space20"
      borderRadius="borderRadius30"
      outline="none"
      _focus={{ boxShadow: 'shadowFocus' }}
      onKeyDown={onKeyDown}
    >
      {candidates.map((candidate, index) => (
        <MatchCard
          key={keyOf(candidate)}
          ref={(element) => (cards.current[index] = element)}
          candidate={candidate}
          active={index === activeIndex}
          single={preselected !== null}
          tabIndex={index === Math.max(0, activeIndex) ? 0 : -1}
          notYet={notYet}
          onActivate={() => {
            setActiveKey(keyOf(candidate));
            cards.current[index]?.focus();
          }}
          onConfirm={() => onConfirm(candidate)}
          onFullRecord={
            onFullRecord && candidate.from === 'match' && candidate.match.source === 'master'
              ? () => onFullRecord(candidate)
              : null
          }
        />
      ))}
      {list.total > candidates.length ? (
        <Box fontSize="fontSize20" color="colorTextWeak">
          {strings.customer.moreMatches(candidates.length, list.total)}
        </Box>
      ) : null}
    </Box>
  );
};
