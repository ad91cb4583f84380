import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { NEW_CUSTOMER_LENGTHS } from '@interaction-history/shared/src/limits';
import { fieldError } from '../../strings/field-errors';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { FieldGrid, TextField } from '../../ui/field';
import { Icon } from '../../ui/Icon';
import { Row, Section } from '../../ui/layout';
import { NameHeading, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { keyOf } from '../customer/records';
import { useCallerAddress, useCustomer } from '../customer/use-customer';
import { InSession } from '../late/InSession';
import type { LatePartProps } from '../services/bundle';
import { useTaskSession } from '../task-session';
import { badFields, type FormField } from './form-state';
import { FormFailure, FormStateLine } from './FormMessages';
import { Taken } from './Taken';

const formFieldId = (field: FormField): string => `ih-new-${field}`;

/** A new customer (ID-10): the server says what is wrong, each field says it again, and the first of them has the focus. */
export const NewCustomer: React.FC<LatePartProps> = (props) => (
  <InSession {...props}>
    <Form />
  </InSession>
);

const Form: React.FC = () => {
  const strings = useStrings();
  const { newCustomer, worker, actions } = useTaskSession();
  const state = useStore(newCustomer.store);
  const { requiredCustomerFields: required } = useStore(worker.settings.store);
  const { notYet } = useCustomer();
  const callerAddress = useCallerAddress();
  const { create } = strings;
  const { fields, wrong, taken, creating, refusals } = state;
  const [firstBad] = badFields(state);
  const inputs = React.useRef<Partial<Record<FormField, HTMLInputElement | null>>>({});
  const focusField = (field: FormField): void => inputs.current[field]?.focus();
  const names: FormField[] = create.familyNameFirst ? ['lastName', 'firstName'] : ['firstName', 'lastName'];
  const [firstName = 'firstName'] = names;
  React.useEffect(() => inputs.current[firstName]?.focus(), [firstName]);
  const seen = React.useRef(refusals);
  React.useEffect(() => {
    if (seen.current === refusals) return;
    seen.current = refusals;
    if (firstBad !== undefined) inputs.current[firstBad]?.focus();
  }, [refusals, firstBad]);

  const errorOf = (field: FormField): string | undefined => {
    if (taken?.field === field) return create.taken[taken.field];
    return wrong[field] === undefined ? undefined : fieldError(wrong[field], strings.fieldErrors);
  };
  const field = (name: FormField, help?: string): React.ReactElement => (
    <>
      <TextField
        ref={(element) => (inputs.current[name] = element)}
        id={formFieldId(name)}
        label={create.fields[name]}
        value={fields[name]}
        maxLength={NEW_CUSTOMER_LENGTHS[name]}
        readOnly={creating}
        required={required.includes(name)}
        error={errorOf(name)}
        help={help}
        onChange={(text) => newCustomer.edit(name, text)}
      />
      {taken?.field === name
        ? taken.existing.map((each) => (
            <Taken key={keyOf(each)} existing={each} notYet={notYet} onUse={() => actions.useExisting(each)} />
          ))
        : null}
    </>
  );
  return (
    <Section label={create.heading}>
      <TextButton onClick={actions.back}>
        <Icon name="left" size={12} />
        {strings.query.search}
      </TextButton>
      <Box marginTop="space30">
        <NameHeading as="h2">{create.heading}</NameHeading>
      </Box>
      <FormFailure state={state} onShow={focusField} />
      <form
        aria-label={create.heading}
        noValidate
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          actions.back();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (notYet === null) actions.create();
        }}
      >
        <Box display="flex" flexDirection="column" rowGap="space40" marginTop="space40">
          <FieldGrid>
            {names.map((name) => (
              <div key={name}>{field(name)}</div>
            ))}
          </FieldGrid>
          <div>{field('company')}</div>
          <div>{field('phone')}</div>
          <div>{field('email')}</div>
          <div>{field('accountNumber', create.leaveEmpty)}</div>
        </Box>
        <Row marginTop="space50">
          <FormStateLine state={state} />
          <Button variant="secondary" onClick={actions.cancelNew} disabled={creating}>
            {strings.cancel}
          </Button>
          <Button variant="primary" type="submit" disabled={notYet !== null}>
            {create.create}
          </Button>
        </Row>
        {notYet === null ? null : <Small marginTop="space20">{notYet}</Small>}
        {callerAddress === null ? null : <Small marginTop="space30">{strings.master.callerKept(callerAddress)}</Small>}
      </form>
    </Section>
  );
};
