import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Grow } from '../../ui/layout';
import { ELLIPSIS, Key, Plain, Small } from '../../ui/text';

interface Props {
  id: string;
  /** Its place among all that were found, from 0, and how many those are. */
  index: number;
  count: number;
  option: OfferedCode;
  query: string;
  isActive: boolean;
  onHover: (index: number) => void;
  onChoose: (index: number) => void;
}

/** A reason of the open list. Remembered: moving the mark by a key draws two options, not all of them. */
export const ReasonOption = React.memo<Props>(function ReasonOption({
  id,
  index,
  count,
  option,
  query,
  isActive,
  onHover,
  onChoose,
}) {
  const { wrapUp, customer } = useStrings();
  const { code, path } = option;
  return (
    <Box
      id={id}
      role="option"
      aria-selected={isActive}
      aria-setsize={count}
      aria-posinset={index + 1}
      display="flex"
      alignItems="center"
      columnGap="space30"
      paddingX="space40"
      paddingY="space20"
      minHeight="sizeSquare120"
      cursor="pointer"
      backgroundColor={isActive ? 'colorBackgroundPrimaryWeakest' : undefined}
      borderLeftStyle="solid"
      borderLeftWidth="borderWidth30"
      borderLeftColor={isActive ? 'colorBorderPrimary' : 'transparent'}
      onMouseMove={() => onHover(index)}
      onClick={() => onChoose(index)}
    >
      <Grow>
        <Plain>
          <div style={ELLIPSIS}>
            <Marked text={path[path.length - 1] ?? ''} query={query} />
          </div>
        </Plain>
        {path.length > 1 ? (
          <Small>
            <div style={ELLIPSIS}>
              <Marked text={path.slice(0, -1).join(' › ')} query={query} />
            </div>
          </Small>
        ) : null}
      </Grow>
      {code.commentRequired ? <Badge tone="pending">{wrapUp.commentNeeded}</Badge> : null}
      {isActive ? <Key>{customer.enter}</Key> : null}
    </Box>
  );
});

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
            borderBottomStyle="solid"
            borderBottomWidth="borderWidth20"
            borderBottomColor="colorBorderPrimary"
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
