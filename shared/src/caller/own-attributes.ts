import type { ActionMark } from '../contract/services';
import { SERVICE_ACTIONS, type ServiceAction } from '../services/states';
import { groupIn, textIn, type TaskAttributes } from './task-attributes';

/**
 * What the product keeps on a task for itself, under one name that nobody else writes and Flex Insights does not read: the
 * Insights mapping decides what reports get (OR-2), and must not decide whether a reload, a transfer or an unattended end still
 * knows the customer and the case.
 */
export const OWN_ATTRIBUTES = 'interactionHistory';

export interface OwnAttributes {
  /** Our own id of the customer whom an agent chose. */
  customerId: string | null;
  /** The customer whom an agent calls: they pressed Call at one of this customer's numbers, and the task is to be linked with them. */
  calling: string | null;
  /** The caller's address as it was when a customer was first chosen: choosing may write the customer's over the task's. */
  address: string | null;
  caseNumber: string | null;
  /** Where that case opens; http or https. */
  caseUrl: string | null;
  /** ISO instants by reservation: when its wrap-up began. */
  wrapUpBegan: Readonly<Record<string, string>>;
  /** What was done in Salesforce on this task, oldest first (SV-4). */
  actions: readonly ProvenMark[];
}

/** A mark as it stands on a task, which others may write: the Function that made it can tell it from any other by its proof. */
export interface ProvenMark extends ActionMark {
  proof: string;
}

const CUSTOMER_ID = /^[A-Za-z0-9_-]{1,64}$/;
/** Salesforce's case numbers have 30 characters at most. */
const MAX_CASE_NUMBER = 30;

/** Attributes are JSON of anyone's making: what is not of the right form is not there. */
export function ownAttributes(attributes: TaskAttributes): OwnAttributes {
  const own = groupIn(attributes[OWN_ATTRIBUTES]);
  const idIn = (value: unknown): string | null => (CUSTOMER_ID.test(textIn(value)) ? textIn(value) : null);
  const caseUrl = textIn(own.caseUrl);
  return {
    customerId: idIn(own.customerId),
    calling: idIn(own.calling),
    address: textIn(own.address) || null,
    // the number may be there from a Studio flow or another product, under the name that Insights documents
    caseNumber: (textIn(own.caseNumber) || textIn(groupIn(attributes.conversations).case)).slice(0, MAX_CASE_NUMBER) || null,
    caseUrl: /^https?:\/\//.test(caseUrl) ? caseUrl : null,
    wrapUpBegan: Object.fromEntries(
      Object.entries(groupIn(own.wrapUpBegan)).filter((line): line is [string, string] => typeof line[1] === 'string'),
    ),
    actions: Object.values(groupIn(own.actions))
      .flatMap(markIn)
      .sort((a, b) => a.at.localeCompare(b.at)),
  };
}

/** Under each request's key. */
function markIn(value: unknown): ProvenMark[] {
  const { action, at, number, url, workerSid, proof } = groupIn(value);
  const known = SERVICE_ACTIONS.find((one): one is ServiceAction => one === action);
  if (known === undefined || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return [];
  const address = textIn(url);
  return [
    {
      action: known,
      at,
      number: textIn(number).slice(0, MAX_CASE_NUMBER) || null,
      url: /^https?:\/\//.test(address) ? address : null,
      workerSid: textIn(workerSid),
      proof: textIn(proof),
    },
  ];
}
