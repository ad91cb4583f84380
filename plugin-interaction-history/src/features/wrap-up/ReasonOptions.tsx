import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { OfferedCode } from '@interaction-history/shared/src/reason-codes';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Grow, Row } from '../../ui/layout';
import { ELLIPSIS, Key, Plain, Small } from '../../ui/text';

interface Props {
  id: string;
  options: readonly OfferedCode[];
  total: number;
  query: string;
  active: number;
  onHover: (index: number) => void;
  onChoose: (option: OfferedCode) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The open list of the reason picker. The focus stays in the field: the active option is told by id. */
export const ReasonOptions: React.FC<Props> = ({ id, options, total, query, active, onHover, onChoose }) => {
  const { wrapUp, customer } = useStrings();
  const list = React.useRef<HTMLElement>(null);
  React.useEffect(() => list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' }), [active]);
  return (
    <Box
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
        ref={list}
        as="ul"
        role="listbox"
        id={id}
        aria-label={wrapUp.reason}
        margin="space0"
        padding="space0"
        maxHeight="19rem"
        overflowY="auto"
      >
        {options.map((option, index) => (
          <Box
            as="li"
            key={option.code.id}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            display="flex"
            alignItems="center"
            columnGap="space30"
            paddingX="space40"
            paddingY="space20"
            minHeight="sizeSquare120"
            cursor="pointer"
            backgroundColor={index === active ? 'colorBackgroundPrimaryWeakest' : undefined}
            style={{ listStyle: 'none', boxShadow: index === active ? 'inset 4px 0 0 rgb(2, 99, 224)' : undefined }}
            onMouseMove={() => onHover(index)}
            onClick={() => onChoose(option)}
          >
            <Grow>
              <Plain>
                <div style={ELLIPSIS}>
                  <Marked text={option.path[option.path.length - 1] ?? ''} query={query} />
                </div>
              </Plain>
              {option.path.length > 1 ? (
                <Small>
                  <div style={ELLIPSIS}>
                    <Marked text={option.path.slice(0, -1).join(' › ')} query={query} />
                  </div>
                </Small>
              ) : null}
            </Grow>
            {option.code.commentRequired ? <Badge tone="pending">{wrapUp.commentNeeded}</Badge> : null}
            {index === active ? <Key>{customer.enter}</Key> : null}
          </Box>
        ))}
      </Box>
      {options.length === 0 ? (
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
            <Small>{wrapUp.counted(options.length, total)}</Small>
          </Grow>
          <Small>
            <Key>↑</Key> <Key>↓</Key> {customer.move} <Key>Esc</Key> {wrapUp.close}
          </Small>
        </Row>
      </Box>
    </Box>
  );
};

/** What was typed, marked where a word begins with it. */
const Marked: React.FC<{ text: string; query: string }> = ({ text, query }) => {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return <>{text}</>;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const parts = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${escaped})|([^\\u0020-\\u024f]+)`, 'iu'));
  return (
    <>
      {parts.map((part, index) => {
        if (part === undefined || part === '') return null;
        return words.some((word) => part.toLowerCase() === word.toLowerCase()) ? (
          <Box
            as="mark"
            key={index}
            backgroundColor="transparent"
            color="inherit"
            fontWeight="fontWeightBold"
            style={{ textDecoration: 'underline 2px', textUnderlineOffset: 2, textDecorationColor: 'rgb(2, 99, 224)' }}
          >
            {part}
          </Box>
        ) : (
          <React.Fragment key={index}>{part}</React.Fragment>
        );
      })}
    </>
  );
};
