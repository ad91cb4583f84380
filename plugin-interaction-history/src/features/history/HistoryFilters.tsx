import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';
import { CHANNELS, type Channel } from '@interaction-history/shared/src/caller/channel';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { useLanguage } from '../../strings/strings';
import { filterReasons, type Filter } from './history-filter';

interface Props {
  filter: Filter;
  tree: ReasonTree | null;
  onFilter: (change: Partial<Filter>) => void;
}

/** A text is asked for when the typing pauses. */
const PAUSE_MS = 300;
const INDENT = '\u2003';

/** Narrows the history by reason, channel and words (IH-2). */
export const HistoryFilters: React.FC<Props> = ({ filter, tree, onFilter }) => {
  const { strings, locale } = useLanguage();
  const { history, channels } = strings;
  const reasons = React.useMemo(() => (tree === null ? [] : filterReasons(tree, locale)), [tree, locale]);
  return (
    <Box
      role="search"
      aria-label={history.filters}
      display="grid"
      columnGap="space30"
      marginTop="space20"
      style={{ gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}
    >
      <Select
        id="ih-filter-reason"
        aria-label={history.filterReason}
        value={filter.reasonId ?? ''}
        onChange={(event) => onFilter({ reasonId: event.target.value || null })}
      >
        <Option value="">{history.anyReason}</Option>
        {reasons.map(({ id, label, depth }) => (
          <Option key={id} value={id}>
            {INDENT.repeat(depth) + label}
          </Option>
        ))}
      </Select>
      <Select
        id="ih-filter-channel"
        aria-label={history.filterChannel}
        value={filter.channel ?? ''}
        onChange={(event) => onFilter({ channel: (event.target.value || null) as Channel | null })}
      >
        <Option value="">{history.anyChannel}</Option>
        {CHANNELS.map((channel) => (
          <Option key={channel} value={channel}>
            {channels[channel]}
          </Option>
        ))}
      </Select>
      <TextFilter text={filter.text} onText={(text) => onFilter({ text })} />
    </Box>
  );
};

const TextFilter: React.FC<{ text: string; onText: (text: string) => void }> = ({ text, onText }) => {
  const { history } = useLanguage().strings;
  const [typed, setTyped] = React.useState(text);
  const latest = React.useRef(onText);
  latest.current = onText;
  React.useEffect(() => setTyped(text), [text]);
  React.useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => latest.current(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <Input
      id="ih-filter-text"
      type="search"
      aria-label={history.filterText}
      placeholder={history.text}
      autoComplete="off"
      maxLength={MAX_SEARCH_TEXT}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        // an input method's own Enter and Escape are about the characters being composed
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') onText(typed);
        if (event.key === 'Escape' && typed !== '') {
          event.stopPropagation();
          setTyped('');
          onText('');
        }
      }}
    />
  );
};
