import { route, type Route } from './call';
import type { Centre } from './centre';
import { derivedSid, userMap, type Conversation } from './conversations';
import { CHAT_SERVICE_SID } from './sids';
import type { Worker } from './taskrouter-model';
import { notFound } from './twilio-error';

const AIM = `https://aim.us1.twilio.com/Client/v2/Services/${CHAT_SERVICE_SID}`;

interface ConversationsCall {
  worker: Worker;
  body: Record<string, unknown>;
}

/** The Conversations SDK's own HTTP (aim.…), as it is tunnelled in twilsock. Undefined when the path is unknown. */
export function conversationsHttp(
  centre: Centre,
  worker: Worker,
  method: string,
  url: URL,
  body: Record<string, unknown>,
): { answer: unknown } | undefined {
  const path = decodeURIComponent(url.pathname).replace(/^\/Client\/v2(\/Services\/IS[0-9a-f]{32})?/, '');
  return route(table(centre), method, path, { worker, body });
}

function table({ conversations }: Centre): Route<ConversationsCall>[] {
  const conversationOf = (sid: string): Conversation => {
    const found = conversations.bySid(sid);
    if (!found) throw notFound(`/Conversations/${sid}`);
    return found;
  };
  return [
    ['GET', /^\/Configuration$/, ({ worker }) => configuration(worker)],
    [
      'GET',
      /^\/Users\/[^/]+\/Conversations$/,
      ({ worker }) => ({ conversations: conversations.openFor(worker.identity).map(mine), meta: { next_token: null } }),
    ],
    ['GET', /^\/Users\/([^/]+)$/, (_call, identity = '') => ({ identity, sync_objects: { user_info_map: userMap(identity) } })],
    // Flex writes the worker's full name here at every start; the name is the person's, not Flex's to change
    ['POST', /^\/Users\/([^/]+)$/, (_call, identity = '') => ({ identity, sync_objects: { user_info_map: userMap(identity) } })],
    ['GET', /^\/Conversations\/(CH[0-9a-f]{32})$/, (call, sid = '') => joined(conversationOf(sid), call.body)],
    [
      'POST',
      /^\/(?:Users\/[^/]+\/)?Conversations\/(CH[0-9a-f]{32})$/,
      (call, sid = '') => joined(conversationOf(sid), call.body),
    ],
    [
      'POST',
      /^\/Conversations\/(CH[0-9a-f]{32})\/Messages$/,
      ({ worker, body }, sid = '') => post(conversationOf(sid), worker, body),
    ],
    ['GET', /\/MessageRecipients$/, () => ({ message_recipients: [], meta: { previous_token: null, next_token: null } })],
    ['GET', /^\/Conversations\/CH[0-9a-f]{32}\/Participants$/, () => ({ participants: [], meta: { next_token: null } })],
    ['POST', /^\/TypingIndicator$/, () => ({})],
  ];

  function post(conversation: Conversation, { identity }: Worker, { body }: Record<string, unknown>): Record<string, unknown> {
    const { sid } = conversations.agentSays(conversation, identity, typeof body === 'string' ? body : '');
    return { sid, index: conversation.messages.length - 1, conversation_sid: conversation.sid };
  }
}

const mine = ({ sid }: Conversation): Record<string, unknown> => ({
  conversation_sid: sid,
  status: 'joined',
  sync_objects: { conversation: `${sid}.channel`, messages: `${sid}.messages` },
  last_read_message_index: null,
  notification_level: 'default',
});

function joined({ sid, createdAt }: Conversation, body: Record<string, unknown>): Record<string, unknown> {
  const at = createdAt.toISOString();
  return {
    sid,
    status: 'joined',
    attributes: '{}',
    date_created: at,
    date_updated: at,
    last_read_message_index: body.last_read_message_index ?? null,
    unread_messages_count: 0,
  };
}

function configuration({ identity }: Worker): Record<string, unknown> {
  return {
    identity,
    service_instance_sid: CHAT_SERVICE_SID,
    links: {
      my_conversations: `${AIM}/Users/${identity}/Conversations`,
      conversations: `${AIM}/Conversations`,
      users: `${AIM}/Users`,
      current_user: `${AIM}/Users/${identity}`,
      typing: `${AIM}/TypingIndicator`,
      media_service: `https://mcs.us1.twilio.com/v1/Services/${CHAT_SERVICE_SID}/Media`,
      media_set_service: `https://mcs.us1.twilio.com/v1/Services/${CHAT_SERVICE_SID}/MediaSet`,
      messages_receipts: `${AIM}/Conversations/%s/Messages/%s/Receipts`,
    },
    options: {
      reachability_enabled: false,
      typing_timeout: 5,
      user_infos_to_subscribe: 100,
      http_cache_interval: 'PT5S',
      consumption_report_interval: 'PT5S',
      media_attachments_count_limit: 10,
      media_attachment_size_limit_in_mb: 150,
      media_attachments_total_size_limit_in_mb: 150,
      email_histories_allowed_mime_types: [],
      email_bodies_allowed_mime_types: [],
    },
    sync_objects: { my_user_info: userMap(identity), my_conversations: derivedSid('US', identity) + '.conversations' },
  };
}
