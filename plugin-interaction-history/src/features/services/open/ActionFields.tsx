import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { MAX_CASE_DESCRIPTION, MAX_CASE_SUBJECT, MAX_STATUS_TEXT } from '@interaction-history/shared/src/limits';
import { instantIn, offsetIn } from '@interaction-history/shared/src/services/zone';
import { FieldError, FieldLabel } from '../../../ui/field';
import { GrowingTextArea } from '../../../ui/GrowingTextArea';
import { Row } from '../../../ui/layout';
import { Small } from '../../../ui/text';
import { Choice, CommodityField } from './Choice';
import type { ActionForm, Typed } from '../services-state';
import type { Missing } from './wanted';
import { useServiceWords } from './strings/strings';

interface Props {
  services: CustomerServices;
  form: ActionForm;
  missing: Missing;
  onEdit: (typed: Typed) => void;
}

/** The fields of each action. */
export const ActionFields: React.FC<Props> = ({ services, form, missing, onEdit }) => {
  const words = useServiceWords();
  const { action, typed } = form;
  const field = (name: 'result' | 'message' | 'why' | 'note' | 'subject' | 'description', options: FieldOptions) => (
    <TextBox
      name={name}
      label={words.fields[name]}
      value={typed[name] ?? ''}
      error={missing[name] === undefined ? undefined : words.isMissing}
      isReadOnly={form.state.phase === 'sending'}
      onChange={(text) => onEdit({ [name]: text })}
      {...options}
    />
  );
  const note = field('note', { maxLength: MAX_CASE_DESCRIPTION });
  const choice = (options: { yes: string; no: string }): React.ReactNode => (
    <Choice
      name={words.titles[action]}
      options={options}
      value={typed.choice}
      error={missing.choice === undefined ? undefined : words.isMissing}
      onChoose={(chosen) => onEdit({ choice: chosen })}
    />
  );
  switch (action) {
    case 'request-eligibility':
      return (
        <>
          <CommodityField
            names={services.commodities.internet}
            value={typed.commodity}
            onChange={(commodity) => onEdit({ commodity })}
          />
          {note}
        </>
      );
    case 'record-eligibility':
      return (
        <>
          {choice(words.fields.choiceEligible)}
          {field('result', { maxLength: MAX_STATUS_TEXT, isRequired: true, isLine: true, help: words.seenInPortal })}
          {note}
        </>
      );
    case 'request-verification':
      return note;
    case 'decide-verification':
      return (
        <>
          {choice(words.fields.choiceVerified)}
          {typed.choice === 'no'
            ? field('message', { maxLength: MAX_STATUS_TEXT, isRequired: true, help: words.seenInPortal })
            : null}
          {note}
        </>
      );
    case 'request-cancellation':
      return (
        <>
          <EndFields {...{ services, form, missing, onEdit }} />
          {field('why', { maxLength: MAX_CASE_DESCRIPTION, isRequired: true })}
        </>
      );
    case 'general-inquiry':
      return (
        <>
          {field('subject', { maxLength: MAX_CASE_SUBJECT, isRequired: true, isLine: true })}
          {field('description', { maxLength: MAX_CASE_DESCRIPTION })}
        </>
      );
    default:
      return null;
  }
};

interface FieldOptions {
  maxLength: number;
  isRequired?: boolean;
  /** One line, in which Enter sends. */
  isLine?: boolean;
  help?: string;
}

const TextBox: React.FC<
  FieldOptions & {
    name: string;
    label: string;
    value: string;
    error: string | undefined;
    isReadOnly: boolean;
    onChange: (text: string) => void;
  }
> = ({ name, label, value, error, isReadOnly, onChange, maxLength, isRequired = false, isLine = false, help }) => {
  const words = useServiceWords();
  const id = `ih-service-${name}`;
  const common = {
    id,
    value,
    maxLength,
    readOnly: isReadOnly,
    hasError: error !== undefined,
    'aria-required': isRequired || undefined,
    'aria-describedby': error !== undefined ? `${id}-error` : help !== undefined ? `${id}-help` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <Box marginTop="space30" data-field={name}>
      <FieldLabel htmlFor={id} label={label} required={isRequired} note={isRequired ? undefined : words.optional} small />
      {isLine ? <Input {...common} type="text" autoComplete="off" /> : <GrowingTextArea {...common} dir="auto" />}
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
      {error !== undefined || help === undefined ? null : <Small id={`${id}-help`}>{help}</Small>}
    </Box>
  );
};

/** Day and time at which a service ends, in the org's zone, which is named. */
const EndFields: React.FC<Props> = ({ services: { timeZone }, form: { typed, state }, missing, onEdit }) => {
  const words = useServiceWords();
  const endsAt = instantIn(typed.day ?? '', typed.time ?? '', timeZone) ?? new Date().toISOString();
  const one = (name: 'day' | 'time', type: 'date' | 'time'): React.ReactNode => {
    const id = `ih-service-${name}`;
    const error = missing[name];
    return (
      <Box data-field={name} flexGrow={1}>
        <FieldLabel htmlFor={id} label={words.fields[name]} required small />
        <Input
          id={id}
          type={type}
          value={typed[name] ?? ''}
          readOnly={state.phase === 'sending'}
          hasError={error !== undefined}
          aria-required
          aria-describedby={error === undefined ? 'ih-service-zone' : `${id}-error`}
          onChange={(event) => onEdit({ [name]: event.target.value })}
        />
        {error === undefined ? null : (
          <FieldError id={`${id}-error`}>{error === 'past' ? words.isPast : words.isMissing}</FieldError>
        )}
      </Box>
    );
  };
  return (
    <Box marginTop="space30">
      <Row alignItems="flex-start">
        {one('day', 'date')}
        {one('time', 'time')}
      </Row>
      <Small id="ih-service-zone">{words.localTime(timeZone, offsetIn(endsAt, timeZone))}</Small>
    </Box>
  );
};
