import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { searchCodes, type OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { groupsOf, NO_USAGE, recentOf, type Usage } from './reason-groups';
import { RecentChips } from './RecentChips';
import { optionId, ReasonOptions } from './ReasonOptions';

interface Props {
  id: string;
  offered: readonly OfferedCode[];
  /** The chosen reason's path, which stands in the field; it may be one that is offered no more. */
  value: string;
  disabled: boolean;
  placeholder: string;
  hasError: boolean;
  describedBy: string | undefined;
  /** What comes first (RC-3). */
  usage?: Usage;
  queueName?: string;
  onChoose: (reasonId: string) => void;
  onClear: () => void;
}

/**
 * RC-3: type to search over the whole path, arrows move, Enter or Tab chooses, Esc closes and keeps what was chosen; 1, 2, 3 are the
 * reasons recorded last.
 */
export const ReasonPicker = React.forwardRef<HTMLInputElement, Props>(function ReasonPicker(props, ref) {
  const { id, offered, value, disabled, placeholder, hasError, describedBy, onChoose, onClear } = props;
  const { usage = NO_USAGE, queueName = '' } = props;
  const listId = `${id}-list`;
  const strings = useStrings();
  /** What is typed, while the list is open; null when it is closed. */
  const [query, setQuery] = React.useState<string | null>(null);
  const [active, setActive] = React.useState(0);
  /** Whether the agent typed, or moved: before that the first of the list is nobody's choice. */
  const [isMeant, setIsMeant] = React.useState(false);
  const isOpen = query !== null && !disabled;
  const groups = React.useMemo(
    () => (isOpen ? groupsOf(searchCodes(offered, query ?? ''), usage, query ?? '') : []),
    [isOpen, offered, query, usage],
  );
  const chips = React.useMemo(() => recentOf(offered, usage), [offered, usage]);
  const options = React.useMemo(() => groups.flatMap((group) => group.options), [groups]);

  const open = (text: string): void => {
    setQuery(text);
    setActive(0);
    setIsMeant(text !== '');
  };
  const close = (): void => setQuery(null);
  const move = (to: number): void => {
    setActive(to);
    setIsMeant(true);
  };
  const choose = (option: OfferedCode | undefined): void => {
    if (option === undefined) return;
    close();
    onChoose(option.code.id);
  };
  // a stable function, so that an option is drawn again only when it changes itself
  const latest = React.useRef({ options, choose });
  latest.current = { options, choose };
  const chooseAt = React.useCallback((index: number) => latest.current.choose(latest.current.options[index]), []);
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    // an input method's own Enter and arrows choose characters, not reasons
    if (event.nativeEvent.isComposing) return;
    const option = options[active];
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: options.length - 1,
      PageDown: active + 6,
      PageUp: active - 6,
    };
    const target = moves[event.key];
    const chip = query || value ? undefined : chips[Number(event.key) - 1];
    if (chip !== undefined) choose(chip);
    // on to the next field with what is marked, not without a word of it
    else if (event.key === 'Tab' && isOpen && isMeant && !event.shiftKey && option) choose(option);
    else if (event.key === 'Escape' && isOpen) close();
    else if (event.key === 'Enter' && isOpen && option) choose(option);
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !isOpen) open('');
    else if (isOpen && target !== undefined && !(query && (event.key === 'Home' || event.key === 'End')))
      move(Math.min(Math.max(0, target), Math.max(0, options.length - 1)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Box position="relative">
      <Input
        ref={ref}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options.length > 0 ? optionId(listId, active) : undefined}
        aria-describedby={describedBy}
        aria-required="true"
        hasError={hasError}
        disabled={disabled}
        placeholder={placeholder}
        value={query ?? value}
        onChange={(event) => open(event.target.value)}
        onClick={() => (isOpen ? undefined : open(''))}
        // typing replaces the reason that stands there, however the field was reached
        onFocus={(event) => event.target.select()}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Box
        position="absolute"
        top={0}
        right={0}
        height="sizeSquare100"
        paddingRight="space40"
        display="flex"
        alignItems="center"
        columnGap="space20"
        color="colorTextIcon"
        style={{ pointerEvents: 'none' }}
      >
        {value && !disabled ? (
          <Box style={{ pointerEvents: 'auto' }}>
            <Button
              variant="reset"
              size="reset"
              aria-label={strings.wrapUp.clearReason}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                close();
                onClear();
              }}
            >
              <Box as="span" display="grid" width="sizeSquare60" height="sizeSquare60" style={{ placeItems: 'center' }}>
                <Icon name="close" size={12} />
              </Box>
            </Button>
          </Box>
        ) : null}
        <Icon name="down" />
      </Box>
      {isOpen ? (
        <ReasonOptions
          id={listId}
          groups={groups}
          total={offered.length}
          query={query}
          active={active}
          queueName={queueName}
          onHover={setActive}
          onChoose={chooseAt}
        />
      ) : null}
      {chips.length > 0 && !value && !disabled && !isOpen ? <RecentChips chips={chips} onChoose={choose} /> : null}
    </Box>
  );
});
