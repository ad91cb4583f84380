import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import type { Refusal } from '@interaction-history/shared/src/reason-codes/edit/apply';
import { FieldError, FieldLabel } from '../../ui/field';
import { Small } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';

interface Props {
  id: string;
  label: string;
  /** The draft's value. */
  value: string;
  /** The language of what is typed, for the browser's spelling and voices. */
  lang?: string;
  required?: boolean;
  readOnly?: boolean;
  isCode?: boolean;
  before?: React.ReactNode;
  help?: string | undefined;
  /** @returns why it was not taken */
  onEdit: (text: string) => Refusal | null;
  onLeave: () => void;
}

/** A line of text of the draft. What the rules refuse stays in the field with its reason; the draft keeps what it had. */
export const LabelField: React.FC<Props> = ({
  id,
  label,
  value,
  lang,
  required,
  readOnly,
  isCode,
  before,
  help,
  onEdit,
  onLeave,
}) => {
  const { strings } = useAdministrationStrings();
  const [text, setText] = React.useState(value);
  const [refusal, setRefusal] = React.useState<Refusal | null>(null);
  /** What this field has made of the draft: anything else came from elsewhere, such as an undo. */
  const own = React.useRef(value);
  React.useEffect(() => {
    if (own.current === value) return;
    own.current = value;
    setText(value);
    setRefusal(null);
  }, [value]);
  const change = (typed: string): void => {
    setText(typed);
    own.current = typed.trim();
    const refused = onEdit(typed);
    if (refused !== null) own.current = value;
    setRefusal(refused);
  };
  const describedBy = refusal !== null ? `${id}-error` : help === undefined ? undefined : `${id}-help`;
  return (
    <Box minWidth="0">
      <FieldLabel htmlFor={id} label={label} required={required ?? false} />
      <Input
        id={id}
        type="text"
        lang={lang}
        autoComplete="off"
        spellCheck={!isCode}
        readOnly={readOnly ?? false}
        insertBefore={before}
        element={isCode ? 'MONO_INPUT' : 'INPUT'}
        value={text}
        hasError={refusal !== null}
        aria-required={required || undefined}
        aria-describedby={describedBy}
        onChange={(event) => change(event.target.value)}
        onBlur={onLeave}
      />
      {refusal === null ? null : <FieldError id={`${id}-error`}>{strings.refusals[refusal]}</FieldError>}
      {refusal === null && help !== undefined ? (
        <Small id={`${id}-help`} marginTop="space20">
          {help}
        </Small>
      ) : null}
    </Box>
  );
};
