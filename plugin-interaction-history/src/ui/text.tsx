import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';

type TextProps = Pick<
  BoxProps,
  | 'as'
  | 'color'
  | 'tabIndex'
  | 'marginTop'
  | 'textAlign'
  | 'whiteSpace'
  | 'flexGrow'
  | 'minWidth'
  | 'id'
  | 'role'
  | 'overflowWrap'
> & { children: React.ReactNode };

/** 12/16, for what supports: weak unless told otherwise. */
export const Small: React.FC<TextProps> = ({ children, ...props }) => (
  <Box as="div" fontSize="fontSize20" lineHeight="lineHeight10" color="colorTextWeak" {...props}>
    {children}
  </Box>
);

/** 14/20 and heavy, for what is read first in its place. With tabIndex -1 and a ref it can be given the focus. */
export const Strong = React.forwardRef<HTMLElement, TextProps>(function Strong({ children, ...props }, ref) {
  return (
    <Box
      ref={ref}
      as="div"
      fontSize="fontSize30"
      lineHeight="lineHeight20"
      fontWeight="fontWeightSemibold"
      color="colorText"
      {...props}
    >
      {children}
    </Box>
  );
});

/** 14/20. */
export const Plain: React.FC<TextProps> = ({ children, ...props }) => (
  <Box as="div" fontSize="fontSize30" lineHeight="lineHeight20" color="colorText" {...props}>
    {children}
  </Box>
);

/** The first of two names in size: 18/24, for the person and nothing else. */
export const NameHeading: React.FC<{ children: React.ReactNode; as?: 'h2' | 'div'; id?: string | undefined }> = ({
  children,
  as = 'div',
  id,
}) => (
  <Box
    as={as}
    id={id}
    dir="auto"
    textAlign="left"
    margin="space0"
    flexGrow={1}
    minWidth="0"
    fontSize="fontSize50"
    lineHeight="lineHeight40"
    fontWeight="fontWeightSemibold"
    color="colorText"
    style={ELLIPSIS}
  >
    {children}
  </Box>
);

/** Cut after two lines, with an ellipsis. */
export const TWO_LINES_HIGH: React.CSSProperties = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
};

export const ELLIPSIS: React.CSSProperties = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };

/** Words with someone's name on a button: cut, not wrapped; the whole name stands nearby. */
export const OneLine: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <span dir="auto" style={{ ...ELLIPSIS, minWidth: 0 }}>
    {children}
  </span>
);

/** A key of the keyboard. */
export const Key: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Box
    as="kbd"
    display="inline-block"
    flexShrink={0}
    minWidth="sizeSquare50"
    paddingX="space20"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderColor="colorBorderWeaker"
    borderRadius="borderRadius20"
    backgroundColor="colorBackgroundBody"
    color="colorTextWeak"
    fontFamily="fontFamilyText"
    fontSize="fontSize20"
    lineHeight="lineHeight05"
    textAlign="center"
    style={{ paddingTop: 1, paddingBottom: 1 }}
  >
    {children}
  </Box>
);

/** Weight within a line. Flex's style sheet takes it from <Bold>. */
export const Bold: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Box as="span" fontWeight="fontWeightSemibold">
    {children}
  </Box>
);
