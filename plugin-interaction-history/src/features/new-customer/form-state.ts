import type { CreateResponse } from '@interaction-history/shared/src/contract/customers';
import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { NEW_CUSTOMER_FIELDS, type NewCustomerField } from '@interaction-history/shared/src/limits';
import type { ApiError } from '../../api/api-error';
import type { Candidate } from '../customer/records';

/** A new customer's fields, in their order on the screen (ID-10). */
export type FormField = NewCustomerField;
export type FormFields = Record<FormField, string>;

export interface FormState {
  fields: FormFields;
  /** What the server said is wrong, by field; withdrawn as the field is changed. */
  wrong: Partial<Record<FormField, FieldProblem>>;
  /** An address someone else has: whose it is, to use instead. Several where a source has several. */
  taken: { field: Taken['field']; existing: Candidate[] } | null;
  creating: boolean;
  /** Why nothing was created, where no field is to blame. */
  error: ApiError | null;
  /** What was sent for a customer who was created, but not in Salesforce: the same again finishes it. */
  unfinished: FormFields | null;
  /** Counts refusals: each new number asks for the focus on the first bad field. */
  refusals: number;
}

type Taken = Extract<CreateResponse, { outcome: 'taken' }>;

export const emptyForm: FormState = {
  fields: { firstName: '', lastName: '', company: '', phone: '', email: '', accountNumber: '' },
  wrong: {},
  taken: null,
  creating: false,
  error: null,
  unfinished: null,
  refusals: 0,
};

/** Fields to change, first on the screen first. */
export const badFields = ({ wrong, taken }: FormState): FormField[] =>
  NEW_CUSTOMER_FIELDS.filter((field) => field in wrong || taken?.field === field);

export function changed(state: FormState, field: FormField, text: string): FormState {
  const { [field]: _gone, ...wrong } = state.wrong;
  return {
    ...state,
    fields: { ...state.fields, [field]: text },
    wrong,
    taken: state.taken?.field === field ? null : state.taken,
    error: null,
  };
}

/** A refusal: by field where the server named fields, as a whole where it did not. */
export function refused(state: FormState, error: ApiError): FormState {
  const wrong = Object.fromEntries(
    NEW_CUSTOMER_FIELDS.filter((field) => error.fields[field]).map((field) => [field, error.fields[field]]),
  );
  const byField = Object.keys(wrong).length > 0;
  return { ...state, creating: false, wrong, taken: null, error: byField ? null : error, refusals: state.refusals + 1 };
}
