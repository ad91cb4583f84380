import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { MAX_LABEL } from '@interaction-history/shared/src/limits';
import { useAdministrationStrings } from '../strings/strings';

/** The label in its line: Enter keeps it, Esc and an empty one cancel, leaving keeps it. */
export const RenameField: React.FC<{ label: string; onEnd: (label: string | null) => boolean }> = ({ label, onEnd }) => {
  const { strings } = useAdministrationStrings();
  const [text, setText] = React.useState(label);
  const field = React.useRef<HTMLInputElement | null>(null);
  /** Ending takes the focus away, which would end it again. */
  const hasEnded = React.useRef(false);
  const end = (value: string | null): void => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    if (!onEnd(value)) hasEnded.current = false;
  };
  React.useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const input: React.InputHTMLAttributes<HTMLInputElement> = {
    type: 'text',
    'aria-label': strings.tree.rename(label),
    value: text,
    maxLength: MAX_LABEL,
    spellCheck: false,
    onChange: (event) => setText(event.target.value),
    onClick: (event) => event.stopPropagation(),
    onDoubleClick: (event) => event.stopPropagation(),
    onBlur: () => end(text),
    onKeyDown(event) {
      // the tree's own keys are letters and arrows here
      event.stopPropagation();
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter') end(text);
      else if (event.key === 'Escape') end(null);
      else return;
      event.preventDefault();
    },
  };
  return (
    <Box
      as="input"
      {...(input as object)}
      ref={(element: HTMLInputElement | null) => (field.current = element)}
      flexGrow={1}
      minWidth="0"
      style={{ height: 24 }}
      paddingX="space20"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderPrimary"
      borderRadius="borderRadius20"
      backgroundColor="colorBackgroundBody"
      color="colorText"
      fontFamily="inherit"
      fontSize="fontSize30"
      lineHeight="lineHeight20"
      outline="none"
      _focus={{ boxShadow: 'shadowFocus' }}
    />
  );
};
