import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { TWO_LINES_HIGH } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';

/** Roughly two lines of the tab; what is longer, or has more lines, can be opened. */
const TWO_LINES = 84;

/** What was said, two lines of it until it is opened. */
export const EntryComment: React.FC<{ text: string }> = ({ text }) => {
  const { history } = useStrings();
  const [open, setOpen] = React.useState(false);
  const isLong = text.length > TWO_LINES || text.split('\n').length > 2;
  return (
    <>
      <Box
        marginTop="space10"
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        color="colorText"
        overflowWrap="anywhere"
        whiteSpace="pre-line"
        style={isLong && !open ? TWO_LINES_HIGH : undefined}
      >
        {text}
      </Box>
      {isLong ? (
        <TextButton onClick={() => setOpen(!open)} expanded={open}>
          {open ? history.showLess : history.showAll}
        </TextButton>
      ) : null}
    </>
  );
};
