import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { InputBox } from '@twilio-paste/core/input-box';

type Props = React.TextareaHTMLAttributes<HTMLTextAreaElement> & { hasError: boolean };

/** Two lines, and as many more as the text needs: Paste's own starts at three and would push the buttons out of sight. */
export const GrowingTextArea = React.forwardRef<HTMLTextAreaElement, Props>(function GrowingTextArea(
  { hasError, ...props },
  ref,
) {
  const own = React.useRef<HTMLTextAreaElement | null>(null);
  const fit = React.useCallback((): void => {
    const element = own.current;
    if (element === null) return;
    element.style.height = 'auto';
    // a hidden tab has no height to measure: the rows then hold
    if (element.scrollHeight > 0) element.style.height = `${element.scrollHeight}px`;
  }, []);
  React.useLayoutEffect(fit, [fit, props.value]);
  React.useEffect(() => {
    const box = own.current?.parentElement;
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    // Flex draws a tab before it has its width: text measured then would be a word a line
    let width = 0;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === width) return;
      width = entry.contentRect.width;
      fit();
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [fit]);
  return (
    <InputBox element="TEXTAREA" disabled={props.disabled ?? false} readOnly={props.readOnly ?? false} hasError={hasError}>
      <Box
        as="textarea"
        {...{ ...props, rows: 2, 'aria-invalid': hasError }}
        ref={(element: HTMLTextAreaElement | null) => {
          own.current = element;
          if (typeof ref === 'function') ref(element);
          else if (ref) ref.current = element;
        }}
        display="block"
        width="100%"
        paddingX="space40"
        paddingY="space30"
        borderStyle="none"
        backgroundColor="transparent"
        color="inherit"
        fontFamily="inherit"
        fontSize="fontSize30"
        fontWeight="fontWeightMedium"
        lineHeight="lineHeight20"
        outline="none"
        resize="none"
        _placeholder={{ color: 'colorTextWeak', fontStyle: 'italic' }}
        style={{ maxHeight: 260 }}
      />
    </InputBox>
  );
});
