import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { Key, Plain, Small } from '../../ui/text';
import type { ReasonGroup } from './reason-groups';
import { ReasonOption } from './ReasonOption';

interface Props {
  id: string;
  groups: readonly ReasonGroup[];
  total: number;
  query: string;
  active: number;
  /** Where the task is queued, for the words above what is used most there. */
  queueName: string;
  onHover: (index: number) => void;
  onChoose: (index: number) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Drawn at first, and as many again whenever the end comes near: nobody reads 2,000 options, and drawing them takes a second. */
const A_BATCH = 60;

/** New browsers answer scrolling with a promise, which React would take for an effect's end. */
function intoSight(element: Element | null): void {
  void element?.scrollIntoView?.({ block: 'nearest' });
}

/** The open list of the reason picker. The focus stays in the field: the active option is told by id. */
export const ReasonOptions: React.FC<Props> = ({ id, groups, total, query, active, queueName, onHover, onChoose }) => {
  const { wrapUp, customer } = useStrings();
  const found = groups.reduce((count, { options }) => count + options.length, 0);
  const [drawn, setDrawn] = React.useState(A_BATCH);
  React.useEffect(() => setDrawn(A_BATCH), [query]);
  const shown = Math.max(drawn, active + A_BATCH / 2);
  React.useEffect(() => intoSight(document.getElementById(optionId(id, active))), [id, active]);
  const popup = React.useRef<HTMLElement>(null);
  // in a low window the list would open below its edge
  React.useLayoutEffect(() => intoSight(popup.current), []);
  const headings = {
    recent: wrapUp.recent,
    mostUsed: wrapUp.mostUsed(queueName),
    rest: query ? wrapUp.otherMatches : wrapUp.others,
  };
  // one group needs no heading, unless it is not what everybody sees
  const hasHeadings = groups.length > 1 || (groups[0] !== undefined && groups[0].name !== 'rest');
  let first = 0;
  return (
    <Box
      ref={popup}
      position="absolute"
      zIndex="zIndex20"
      left={0}
      right={0}
      marginTop="space30"
      backgroundColor="colorBackgroundBody"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderWeaker"
      borderRadius="borderRadius30"
      boxShadow="shadow"
      overflow="hidden"
      // the field must not lose the focus to a click in its list
      onMouseDown={(event) => event.preventDefault()}
    >
      <Box
        role="listbox"
        id={id}
        aria-label={wrapUp.reason}
        maxHeight="19rem"
        overflowY="auto"
        onScroll={(event: React.UIEvent<HTMLElement>) => {
          const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
          if (shown < found && scrollTop + clientHeight > scrollHeight - clientHeight) setDrawn(shown + A_BATCH);
        }}
      >
        {groups.map(({ name, options }) => {
          const from = first;
          first += options.length;
          const visible = options.slice(0, Math.max(0, shown - from));
          if (visible.length === 0) return null;
          return (
            <div key={name} role="group" aria-label={hasHeadings ? headings[name] : undefined}>
              {hasHeadings ? <Heading isFirst={from === 0}>{headings[name]}</Heading> : null}
              {visible.map((option, index) => (
                <ReasonOption
                  key={option.code.id}
                  id={optionId(id, from + index)}
                  index={from + index}
                  count={found}
                  option={option}
                  query={query}
                  isActive={from + index === active}
                  onHover={onHover}
                  onChoose={onChoose}
                />
              ))}
            </div>
          );
        })}
      </Box>
      {found === 0 ? (
        <Box paddingX="space40" paddingY="space40">
          <Plain>{query ? wrapUp.noReason(query) : wrapUp.noneOffered}</Plain>
        </Box>
      ) : null}
      <Box
        paddingX="space40"
        paddingY="space30"
        backgroundColor="colorBackground"
        borderTopStyle="solid"
        borderTopWidth="borderWidth10"
        borderTopColor="colorBorderWeaker"
      >
        <Row>
          <Grow>
            <Small>{wrapUp.counted(found, total)}</Small>
          </Grow>
          <Small>
            <Key>↑</Key> <Key>↓</Key> {customer.move} <Key>Esc</Key> {wrapUp.close}
          </Small>
        </Row>
      </Box>
    </Box>
  );
};

/** Read out with the group, so hidden here. */
const Heading: React.FC<{ isFirst: boolean; children: React.ReactNode }> = ({ isFirst, children }) => (
  <Box
    aria-hidden="true"
    paddingX="space40"
    paddingTop="space30"
    paddingBottom="space20"
    borderTopStyle={isFirst ? 'none' : 'solid'}
    borderTopWidth="borderWidth10"
    borderTopColor="colorBorderWeaker"
    fontSize="fontSize20"
    lineHeight="lineHeight10"
    fontWeight="fontWeightSemibold"
    color="colorTextWeak"
  >
    {children}
  </Box>
);
