import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Icon } from '../../ui/Icon';
import { focusWhenShown } from '../../ui/focus-when-shown';

/** What a list holds, each with its way out; then the focus is in the field that adds to the list, not lost with what it was on. */
export const Pills: React.FC<{
  entries: readonly string[];
  tell: (entry: string) => string;
  /** The words of the button that takes an entry away. */
  removeWords: (told: string) => string;
  /** An entry that may not be taken away. */
  keeps?: string | undefined;
  fieldId: string;
  onRemove: (entry: string) => void;
}> = ({ entries, tell, removeWords, keeps, fieldId, onRemove }) =>
  entries.length === 0 ? null : (
    <Box
      as="ul"
      display="flex"
      flexWrap="wrap"
      columnGap="space20"
      rowGap="space20"
      margin="space0"
      marginBottom="space30"
      padding="space0"
    >
      {entries.map((entry) => (
        <Box
          as="li"
          key={entry}
          display="inline-flex"
          alignItems="center"
          columnGap="space20"
          maxWidth="100%"
          minHeight="sizeSquare70"
          paddingX="space30"
          borderRadius="borderRadiusPill"
          backgroundColor="colorBackgroundPrimaryWeakest"
          color="colorTextLinkStrong"
          fontSize="fontSize20"
          lineHeight="lineHeight10"
          fontWeight="fontWeightMedium"
          overflowWrap="anywhere"
          style={{ listStyle: 'none' }}
        >
          {tell(entry)}
          {entry === keeps ? null : (
            <Button
              variant="reset"
              size="reset"
              aria-label={removeWords(tell(entry))}
              onClick={() => {
                onRemove(entry);
                focusWhenShown(() => document.getElementById(fieldId));
              }}
            >
              <Icon name="close" size={12} />
            </Button>
          )}
        </Box>
      ))}
    </Box>
  );
