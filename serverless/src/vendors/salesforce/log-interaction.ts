import type { Customer } from '@interaction-history/shared/src/contract/customers';
import type { Interaction } from '@interaction-history/shared/src/contract/interactions';
import { cut } from '@interaction-history/shared/src/insights/insights';
import type { Deadline } from '../../runtime/deadline';
import type { SalesforceClient } from './client';
import { firstErrorCode, type CompositeSubrequest } from './composite';
import { soqlText } from './soql';
import { refusal } from './upstream';

/** The external id on Task: what makes a repeat change the same call. Text, 80 characters; part of the org's metadata. */
export const INTERACTION_ID = 'Interaction_Id__c';

/** The record that the call is logged on. */
type RecordIds = Pick<NonNullable<Customer['salesforce']>, 'contactId' | 'accountId'>;
/** Limits of Salesforce's own fields; a case comment's counts bytes of UTF-8. */
const SUBJECT = 255;
const COMMENT_BYTES = 4_000;
/** Comments of a case that are searched for ours: it is among the newest unless the case has been busy for days. */
const COMMENTS_READ = 200;

/**
 * Logs a finished interaction: a completed Task on the chosen Contact and Account, and a comment on its case. Two API calls,
 * the second all or nothing. A repeat, after an amendment or an answer that was lost, changes the same Task and comment.
 * @throws UpstreamError, SalesforceRefusal
 */
export async function logToSalesforce(
  client: SalesforceClient,
  interaction: Interaction,
  record: RecordIds,
  deadline: Deadline,
): Promise<void> {
  const { interactionId, caseNumber } = interaction;
  const [tasks, cases, comments] = await client.queries(
    [
      `SELECT Id FROM Task WHERE ${INTERACTION_ID} = ${soqlText(interactionId)}`,
      ...(caseNumber === null
        ? []
        : [
            `SELECT Id FROM Case WHERE CaseNumber = ${soqlText(caseNumber)}`,
            `SELECT Id, CommentBody FROM CaseComment WHERE Parent.CaseNumber = ${soqlText(caseNumber)} ORDER BY CreatedDate DESC LIMIT ${COMMENTS_READ}`,
          ]),
    ],
    deadline,
  );
  const taskId = idOf(tasks?.records[0]);
  const caseId = idOf(cases?.records[0]);
  const parts = [taskPart(interaction, record, taskId)];
  if (caseId !== null) parts.push(...commentPart(interaction, caseId, comments?.records ?? []));
  const results = await client.composite(parts, true, deadline);
  const failed = results.filter(({ httpStatusCode }) => httpStatusCode >= 400).map(({ body }) => firstErrorCode(body));
  // The others say only that they were taken back
  const cause = failed.find((code) => code !== 'PROCESSING_HALTED') ?? failed[0];
  if (cause !== undefined) throw refusal(cause);
}

/** TaskSubtype can be set when a Task is made and never again (Object Reference, "Task"); only a call has a CallType. */
function taskPart(interaction: Interaction, record: RecordIds, taskId: string | null): CompositeSubrequest {
  const { channel, direction, durationSeconds, comment, occurredAt, reason } = interaction;
  const isCall = channel === 'voice';
  const body = {
    ...(record.contactId === null ? {} : { WhoId: record.contactId }),
    ...(record.accountId === null ? {} : { WhatId: record.accountId }),
    Subject: cut(`${isCall ? 'Call' : CHANNEL_NAMES[channel]}: ${pathOf(interaction)}`, SUBJECT),
    Description: comment,
    Status: 'Completed',
    ActivityDate: occurredAt.slice(0, 10),
    CallDisposition: reason.reportingValue,
    ...(isCall ? { CallType: direction === 'inbound' ? 'Inbound' : 'Outbound' } : {}),
    ...(durationSeconds === null ? {} : { CallDurationInSeconds: durationSeconds }),
  };
  if (taskId !== null) return { method: 'PATCH', path: `/sobjects/Task/${taskId}`, referenceId: 'task', body };
  return {
    method: 'PATCH',
    path: `/sobjects/Task/${INTERACTION_ID}/${encodeURIComponent(interaction.interactionId)}`,
    referenceId: 'task',
    body: { ...body, TaskSubtype: isCall ? 'Call' : 'Task' },
  };
}

const CHANNEL_NAMES: Record<Interaction['channel'], string> = {
  voice: 'Call',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  web: 'Web chat',
  email: 'E-mail',
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
  const own = existing.find(({ CommentBody: text }) => typeof text === 'string' && text.trimEnd().endsWith(mark));
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
