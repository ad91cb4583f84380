import * as React from 'react';
import { MAX_CASE_DESCRIPTION, MAX_CASE_SUBJECT } from '@interaction-history/shared/src/limits';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { fieldError } from '../../strings/field-errors';
import { useStrings } from '../../strings/strings';
import { FieldError, FieldLabel, TextField } from '../../ui/field';
import { GrowingTextArea } from '../../ui/GrowingTextArea';
import { Row } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import { Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { CaseForm } from './case-store';

export interface NewCaseProps {
  form: CaseForm;
  onEdit: (change: Partial<Pick<CaseForm, 'subject' | 'description'>>) => void;
  onCreate: () => void;
  /** Closes the form; what is typed is kept. */
  onClose: () => void;
}

/** As the contract has them. */

/** A case for the linked customer, filled from the call (ID-12). */
export const NewCase: React.FC<NewCaseProps> = ({ form, onEdit, onCreate, onClose }) => {
  const strings = useStrings();
  const { cases } = strings;
  const subject = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => subject.current?.focus(), []);
  const { subject: badSubject, description: badDescription } = form.error?.fields ?? {};
  const said = (problem: FieldProblem | undefined): string | undefined =>
    problem === undefined ? undefined : fieldError(problem, strings.fieldErrors);
  const descriptionError = said(badDescription);
  const canCreate = form.subject.trim() !== '';
  return (
    <form
      aria-label={cases.heading}
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (canCreate) onCreate();
      }}
    >
      <Box
        marginTop="space40"
        padding="space40"
        borderStyle="solid"
        borderWidth="borderWidth10"
        borderColor="colorBorderWeaker"
        borderRadius="borderRadius30"
      >
        <Strong as="h3">{cases.heading}</Strong>
        <Box marginTop="space30">
          <TextField
            ref={subject}
            id="ih-case-subject"
            label={cases.subject}
            required
            value={form.subject}
            maxLength={MAX_CASE_SUBJECT}
            readOnly={form.sending}
            error={said(badSubject)}
            onChange={(text) => onEdit({ subject: text })}
          />
        </Box>
        <Box marginTop="space30">
          <FieldLabel htmlFor="ih-case-description" label={cases.description} note={strings.wrapUp.optional} />
          <GrowingTextArea
            id="ih-case-description"
            dir="auto"
            maxLength={MAX_CASE_DESCRIPTION}
            value={form.description}
            readOnly={form.sending}
            hasError={descriptionError !== undefined}
            aria-describedby={descriptionError === undefined ? undefined : 'ih-case-description-error'}
            onChange={(event) => onEdit({ description: event.target.value })}
          />
          {descriptionError === undefined ? null : <FieldError id="ih-case-description-error">{descriptionError}</FieldError>}
        </Box>
        {form.error !== null && badSubject === undefined && badDescription === undefined ? (
          <Box marginTop="space30">
            <Notice kind="error" urgent title={cases.failed} body={cases.failedBody(explain(form.error, strings))} />
          </Box>
        ) : null}
        <Row marginTop="space40" columnGap="space50" justifyContent="flex-end">
          <TextButton onClick={onClose}>{cases.close}</TextButton>
          <Button variant="primary" size="small" type="submit" disabled={!canCreate}>
            {form.sending ? cases.creating : form.error !== null ? strings.retry : cases.create}
          </Button>
        </Row>
      </Box>
    </form>
  );
};
