import type { Centre } from './centre';
import type { Conference, Participant } from './conferences';
import { derivedSid, userMap, type Conversation, type Message } from './conversations';

export type SyncKind = 'Documents' | 'Lists' | 'Maps';

/** A Sync object as Flex and the Conversations SDK open it. `items` for lists and maps, `content` for documents. */
export interface SyncObject {
  kind: SyncKind;
  name: string;
  sid: string;
  items: () => SyncItem[];
  content: () => unknown;
}

export interface SyncItem {
  key?: string;
  data: unknown;
}

const PREFIX: Record<SyncKind, string> = { Documents: 'ET', Lists: 'ES', Maps: 'MP' };

/** The Sync objects of this centre by name; undefined for a name nobody has. */
export function syncObject(centre: Centre, name: string): SyncObject | undefined {
  const make = (kind: SyncKind, items: () => SyncItem[] = () => [], content: () => unknown = () => ({})): SyncObject => ({
    kind,
    name,
    sid: derivedSid(PREFIX[kind], name),
    items,
    content,
  });
  const [, owner = '', part = ''] = /^([A-Z]{2}[0-9a-f]{32})\.(\w+)$/.exec(name) ?? [];
  const conversation = centre.conversations.bySid(owner);
  if (conversation && part === 'channel') return make('Documents', undefined, () => channelDocument(conversation));
  if (conversation && part === 'messages')
    return make('Lists', () => conversation.messages.map((message) => ({ data: messageItem(message) })));
  if (conversation && part === 'roster') return make('Maps', () => roster(conversation));
  if (part === 'info') return make('Maps', () => userItems(centre, name));
  if (part === 'conversations') {
    const worker = [...centre.router.workers.values()].find(({ identity }) => derivedSid('US', identity) === owner);
    return (
      worker &&
      make('Maps', () => centre.conversations.openFor(worker.identity).map((one) => ({ key: one.sid, data: membership(one) })))
    );
  }
  // queue statistics: nobody counts them here, so the view opens and stays empty
  if (/^(WQ[0-9a-f]{32}\.)?realtime_statistics[._]v1$/.test(name)) return make('Maps');
  const [, taskSid = ''] = /^(WT[0-9a-f]{32})\.CS$/.exec(name) ?? [];
  // watched from the moment Accept is pressed, before there is a conference
  return centre.router.tasks.has(taskSid) ? make('Maps', () => participants(centre.conferences.ofTask(taskSid))) : undefined;
}

/** The name under which Flex watches the conference of a task. */
export const conferenceMap = (taskSid: string): string => `${taskSid}.CS`;

/**
 * The customer only: there is no audio here, and a worker in the conference whose browser has no call is, to Flex, a
 * worker who talks on another device: it would offer "Join Call" in place of "Hang Up".
 */
function participants(conference: Conference | undefined): SyncItem[] {
  if (!conference) return [];
  return conference.participants
    .filter(isShown)
    .map((participant) => ({ key: participant.callSid, data: participantItem(conference, participant) }));
}

/** Whether Flex is told of this participant. */
export const isShown = ({ type }: Participant): boolean => type === 'customer';

/** One participant as the conference's map has it. */
export function participantItem(
  conference: Conference,
  { callSid, type, workerSid, reservationSid, hold, muted, status }: Participant,
): Record<string, unknown> {
  return {
    participant_type: type,
    conference_sid: conference.sid,
    call_sid: callSid,
    status,
    hold,
    muted,
    end_conference_on_exit: true,
    ...(workerSid !== undefined && { worker_sid: workerSid, reservation_sid: reservationSid }),
  };
}

/** A message as the list has it. `attributes` is JSON text here, not an object. */
export function messageItem({ sid, author, participantSid, text, at }: Message): Record<string, unknown> {
  const timestamp = at.toISOString();
  return {
    sid,
    author,
    memberSid: participantSid,
    text,
    timestamp,
    dateUpdated: timestamp,
    lastUpdatedBy: author,
    attributes: '{}',
    type: 'text',
  };
}

/** What "my conversations" says about one. */
export const membership = ({ sid }: Conversation): Record<string, unknown> => ({
  channel: `${sid}.channel`,
  messages: `${sid}.messages`,
  roster: `${sid}.roster`,
  status: 'joined',
  notificationLevel: 'default',
  lastConsumedMessageIndex: null,
});

function channelDocument(conversation: Conversation): Record<string, unknown> {
  const created = conversation.createdAt.toISOString();
  const last = conversation.messages.at(-1);
  return {
    ...membership(conversation),
    attributes: '{}',
    createdBy: 'system',
    dateCreated: created,
    dateUpdated: created,
    friendlyName: conversation.customer.name,
    uniqueName: null,
    state: { current: conversation.open ? 'active' : 'closed', dateUpdated: created },
    lastMessage: { index: conversation.messages.length - 1, timestamp: last?.at.toISOString() },
  };
}

function roster({ createdAt, customer, type, agents }: Conversation): SyncItem[] {
  const created = createdAt.toISOString();
  const common = {
    roleSid: 'RL' + '0'.repeat(31) + '1',
    dateCreated: created,
    dateUpdated: created,
    lastConsumedMessageIndex: null,
    lastConsumptionTimestamp: null,
  };
  const guest = {
    ...common,
    type: type === 'web' ? 'chat' : type,
    identity: customer.identity,
    attributes: '{"member_type":"guest"}',
    ...(customer.identity !== null && { userInfo: userMap(customer.identity) }),
  };
  return [
    { key: customer.participantSid, data: guest },
    ...[...agents].map(([identity, key]) => ({
      key,
      data: { ...common, type: 'chat', identity, userInfo: userMap(identity), attributes: '{"member_type":"agent"}' },
    })),
  ];
}

function userItems(centre: Centre, name: string): SyncItem[] {
  const worker = [...centre.router.workers.values()].find(({ identity }) => userMap(identity) === name);
  const friendlyName = worker?.person.fullName ?? centre.conversations.visitorByMap(name)?.name ?? '';
  return [
    { key: 'friendlyName', data: { value: friendlyName } },
    { key: 'attributes', data: { value: '{}' } },
  ];
}
