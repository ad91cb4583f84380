import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input, type InputProps } from '@twilio-paste/core/input';
import { Icon } from './Icon';
import { Grow } from './layout';
import { Small } from './text';

interface LabelProps {
  htmlFor: string;
  label: string;
  required?: boolean;
  note?: string | undefined;
  /** Fields of a form in two columns: their labels are 12 px. */
  small?: boolean;
  children?: React.ReactNode;
}

/** The words above a field. The asterisk is for the eye; the field says itself that it is required. */
export const FieldLabel: React.FC<LabelProps> = ({ htmlFor, label, required = false, note, small = false, children }) => (
  <Box display="flex" alignItems="center" columnGap="space20" marginBottom="space20">
    <Box
      fontSize={small ? 'fontSize20' : 'fontSize30'}
      lineHeight={small ? 'lineHeight10' : 'lineHeight20'}
      fontWeight="fontWeightSemibold"
      color="colorText"
    >
      <label htmlFor={htmlFor}>{label}</label>
    </Box>
    {required ? (
      <Box as="span" aria-hidden="true" color="colorTextError" fontWeight="fontWeightBold">
        *
      </Box>
    ) : null}
    {note ? <Small>{note}</Small> : null}
    <Grow />
    {children}
  </Box>
);

/** What is wrong with a field, right below it. */
export const FieldError: React.FC<{ id: string; children: React.ReactNode }> = ({ id, children }) => (
  <Box
    id={id}
    display="flex"
    alignItems="flex-start"
    columnGap="space20"
    marginTop="space20"
    color="colorTextErrorStrong"
    fontSize="fontSize20"
    lineHeight="lineHeight10"
    overflowWrap="anywhere"
  >
    <Icon name="alert" />
    {children}
  </Box>
);

type TextFieldProps = Pick<InputProps, 'readOnly' | 'maxLength' | 'inputMode' | 'placeholder'> & {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  help?: string | undefined;
  required?: boolean;
  small?: boolean;
};

/** A line of text with its label, and below it what is wrong with it or what helps. */
export const TextField = React.forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { id, label, value, onChange, error, help, required = false, small = false, ...input },
  ref,
) {
  const describedBy = error !== undefined ? `${id}-error` : help === undefined ? undefined : `${id}-help`;
  return (
    <Box minWidth="0">
      <FieldLabel htmlFor={id} label={label} required={required} small={small} />
      <Input
        {...input}
        ref={ref}
        id={id}
        // the desktop is shared: a browser's own list of earlier customers belongs to nobody here
        autoComplete="off"
        spellCheck={false}
        type="text"
        dir="auto"
        value={value}
        hasError={error !== undefined}
        aria-required={required || undefined}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      />
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
      {error === undefined && help !== undefined ? (
        <Small id={`${id}-help`} marginTop="space20">
          {help}
        </Small>
      ) : null}
    </Box>
  );
});

/** Fields side by side, two a row; one a row where a word would be cut. */
export const FieldGrid: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Box
    display="grid"
    rowGap="space30"
    columnGap="space40"
    style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(128px, 100%), 1fr))' }}
  >
    {children}
  </Box>
);
