import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { InputBox } from '@twilio-paste/core/input-box';

type Props = React.TextareaHTMLAttributes<HTMLTextAreaElement> & { hasError: boolean };

/** Two lines, and as many more as the text needs: Paste's own starts at three and would push the buttons out of sight. */
export const GrowingTextArea = React.forwardRef<HTMLTextAreaElement, Props>(function GrowingTextArea({ hasError, ...props }, ref) {
  const own = React.useRef<HTMLTextAreaElement | null>(null);
  React.useLayoutEffect(() => {
    const element = own.current;
    if (element === null) return;
    element.style.height = 'auto';
    // a hidden tab has no height to measure: the rows then hold
    if (element.scrollHeight > 0) element.style.height = `${element.scrollHeight}px`;
  }, [props.value]);
  return (
    <InputBox element="TEXTAREA" disabled={props.disabled ?? false} readOnly={props.readOnly ?? false} hasError={hasError}>
      <Box width="100%" fontFamily="inherit" fontSize="fontSize30" lineHeight="lineHeight20" color="colorText">
        <textarea
          {...props}
          rows={2}
          aria-invalid={hasError}
          style={STYLE}
          ref={(element) => {
            own.current = element;
            if (typeof ref === 'function') ref(element);
            else if (ref) ref.current = element;
          }}
        />
      </Box>
    </InputBox>
  );
});

const STYLE: React.CSSProperties = {
  display: 'block',
  width: '100%',
  maxHeight: 260,
  padding: '8px 12px',
  border: 0,
  outline: 'none',
  resize: 'none',
  background: 'transparent',
  color: 'inherit',
  font: 'inherit',
};
