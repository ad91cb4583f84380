import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { cut } from '@interaction-history/shared/src/insights/insights';
import type { Deadline } from '../../runtime/deadline';
import { asOrgAllows } from './as-org-allows';
import type { SalesforceClient } from './client';
import type { CompositeSubrequest } from './composite';
import { hasMark, marked } from './mark';
import { soqlDay, soqlText } from './soql';
import { refusalIn } from './upstream';

/** The external id on Task: what makes a repeat change the same call. Text, 80 characters; part of the org's metadata. */
export const INTERACTION_ID = 'Interaction_Id__c';

/** The record that the call is logged on. */
type RecordIds = Pick<NonNullable<Customer['salesforce']>, 'contactId' | 'accountId'>;
/** Limits of Salesforce's own fields; a case comment's counts bytes of UTF-8. */
const SUBJECT = 255;
const COMMENT_BYTES = 4_000;
/** Comments of a case that are searched for ours: it is among the newest unless the case has been busy for days. */
const COMMENTS_READ = 200;
/** Tasks of one person and day that are searched for ours, where it has no field of its own. */
const TASKS_READ = 200;

/**
 * Logs a finished interaction: a completed Task on the chosen Contact and Account, and a comment on its case. Two API calls,
 * the second all or nothing. A repeat, after an amendment or an answer that was lost, changes the same Task and comment. In an org
 * without the field for our id, the id is the last line of the Task's description.
 * @throws UpstreamError, SalesforceRefusal
 */
export function logToSalesforce(
  client: SalesforceClient,
  interaction: Interaction,
  record: RecordIds,
  deadline: Deadline,
): Promise<void> {
  return asOrgAllows(client, deadline, () => logOnce(client, interaction, record, deadline));
}

async function logOnce(client: SalesforceClient, interaction: Interaction, record: RecordIds, deadline: Deadline): Promise<void> {
  const { interactionId, caseNumber, occurredAt } = interaction;
  const isKeyed = client.facts.has(`Task.${INTERACTION_ID}`);
  const [tasks, cases, comments] = await client.queries(
    [
      isKeyed
        ? `SELECT Id FROM Task WHERE ${INTERACTION_ID} = ${soqlText(interactionId)}`
        : `SELECT Id, Description FROM Task WHERE ActivityDate = ${soqlDay(occurredAt)} AND ${onRecord(record)} ORDER BY CreatedDate DESC LIMIT ${TASKS_READ}`,
      ...(caseNumber === null
        ? []
        : [
            `SELECT Id FROM Case WHERE CaseNumber = ${soqlText(caseNumber)}`,
            `SELECT Id, CommentBody FROM CaseComment WHERE Parent.CaseNumber = ${soqlText(caseNumber)} ORDER BY CreatedDate DESC LIMIT ${COMMENTS_READ}`,
          ]),
    ],
    deadline,
  );
  const taskId = idOf(tasks?.records.find(({ Description: text }) => isKeyed || hasMark(text, interactionId)));
  const caseId = idOf(cases?.records[0]);
  const parts = [taskPart(interaction, record, taskId, isKeyed)];
  if (caseId !== null) parts.push(...commentPart(interaction, caseId, comments?.records ?? []));
  const results = await client.composite(parts, true, deadline);
  const refused = refusalIn(results);
  if (refused !== null) throw refused;
}

/** TaskSubtype can be set when a Task is made and never again (Object Reference, "Task"); only a call has a CallType. */
function taskPart(interaction: Interaction, record: RecordIds, taskId: string | null, isKeyed: boolean): CompositeSubrequest {
  const { interactionId, channel, direction, durationSeconds, comment, occurredAt, reason } = interaction;
  const isCall = channel === 'voice';
  const body = {
    ...(record.contactId === null ? {} : { WhoId: record.contactId }),
    ...(record.accountId === null ? {} : { WhatId: record.accountId }),
    Subject: cut(`${isCall ? 'Call' : CHANNEL_NAMES[channel]}: ${pathOf(interaction)}`, SUBJECT),
    Description: isKeyed ? comment : marked(comment, interactionId),
    Status: 'Completed',
    ActivityDate: occurredAt.slice(0, 10),
    CallDisposition: reason.reportingValue,
    ...(isCall ? { CallType: direction === 'inbound' ? 'Inbound' : 'Outbound' } : {}),
    ...(durationSeconds === null ? {} : { CallDurationInSeconds: durationSeconds }),
  };
  if (taskId !== null) return { method: 'PATCH', path: `/sobjects/Task/${taskId}`, referenceId: 'task', body };
  const made = { referenceId: 'task', body: { ...body, TaskSubtype: isCall ? 'Call' : 'Task' } };
  if (!isKeyed) return { ...made, method: 'POST', path: '/sobjects/Task' };
  return { ...made, method: 'PATCH', path: `/sobjects/Task/${INTERACTION_ID}/${encodeURIComponent(interactionId)}` };
}

/** A condition on the Tasks of the record; a Task is on a person, or on an account. */
const onRecord = ({ contactId, accountId }: RecordIds): string =>
  contactId === null ? `WhatId = ${soqlText(accountId ?? '')}` : `WhoId = ${soqlText(contactId)}`;

const CHANNEL_NAMES: Record<Interaction['channel'], string> = {
  voice: 'Call',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  web: 'Web chat',
  email: 'Email',
  other: 'Contact',
};

/** A CaseComment can have no field of ours, so its last line names the agent's part; nothing to do where it says so already. */
function commentPart(
  interaction: Interaction,
  caseId: string,
  existing: readonly Record<string, unknown>[],
): CompositeSubrequest[] {
  const mark = `[${interaction.reservationSid}]`;
  const head = `${interaction.worker.name}: ${pathOf(interaction)}`;
  const room = COMMENT_BYTES - Buffer.byteLength(`\n${mark}`);
  const body = { CommentBody: `${cutBytes([head, interaction.comment].filter(Boolean).join('\n'), room)}\n${mark}` };
  const own = existing.find(({ CommentBody: text }) => hasMark(text, interaction.reservationSid));
  if (own?.CommentBody === body.CommentBody) return [];
  const ownId = idOf(own);
  if (ownId !== null) return [{ method: 'PATCH', path: `/sobjects/CaseComment/${ownId}`, referenceId: 'comment', body }];
  return [{ method: 'POST', path: '/sobjects/CaseComment', referenceId: 'comment', body: { ParentId: caseId, ...body } }];
}

const pathOf = ({ reason }: Interaction): string => (reason.path.en ?? [reason.reportingValue]).join(' › ');

const idOf = (row: Record<string, unknown> | undefined): string | null => (typeof row?.Id === 'string' ? row.Id : null);

/** At most so many bytes of UTF-8, ending at a whole grapheme. */
function cutBytes(text: string, bytes: number): string {
  let [end, size] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    end += segment.length;
  }
  return text.slice(0, end);
}
