import { createHash } from 'node:crypto';
import { newSid } from './sids';

export interface Message {
  sid: string;
  author: string;
  participantSid: string;
  text: string;
  at: Date;
}

/** A messaging contact: the Conversation, and the Interaction that routed it to an agent. */
export interface Conversation {
  sid: string;
  interactionSid: string;
  channelSid: string;
  inviteSid: string;
  /** sms, whatsapp or web: the Interaction channel's type. */
  type: string;
  /** A web chat visitor has an identity; a phone has an address. */
  customer: { participantSid: string; address: string; identity: string | null; name: string };
  proxyAddress: string;
  /** Identities of the agents who were invited, with their participant sids. */
  agents: Map<string, string>;
  messages: Message[];
  open: boolean;
  createdAt: Date;
}

export type NewConversation = Pick<Conversation, 'type' | 'proxyAddress'> & {
  address: string;
  identity: string | null;
  name: string;
};

/** The conversations of this centre, in memory, and who wants to hear of new messages. */
export class Conversations {
  private readonly all = new Map<string, Conversation>();
  private readonly listeners = new Set<(conversation: Conversation, index: number) => void>();

  start({ type, proxyAddress, address, identity, name }: NewConversation, firstMessage: string): Conversation {
    const conversation: Conversation = {
      sid: newSid('CH'),
      interactionSid: newSid('KD'),
      channelSid: newSid('UO'),
      inviteSid: newSid('KG'),
      type,
      customer: { participantSid: newSid('MB'), address, identity, name },
      proxyAddress,
      agents: new Map(),
      messages: [],
      open: true,
      createdAt: new Date(),
    };
    this.all.set(conversation.sid, conversation);
    this.customerSays(conversation, firstMessage);
    return conversation;
  }

  bySid = (sid: string): Conversation | undefined => this.all.get(sid);
  byInteraction = (sid: string): Conversation | undefined =>
    [...this.all.values()].find(({ interactionSid }) => interactionSid === sid);
  openFor = (identity: string): Conversation[] =>
    [...this.all.values()].filter(({ open, agents }) => open && agents.has(identity));
  /** The web chat visitor whose Sync user map has this name. */
  visitorByMap = (map: string): Conversation['customer'] | undefined =>
    [...this.all.values()].find(({ customer }) => customer.identity !== null && userMap(customer.identity) === map)?.customer;

  invite(conversation: Conversation, identity: string): string {
    const participantSid = conversation.agents.get(identity) ?? newSid('MB');
    conversation.agents.set(identity, participantSid);
    return participantSid;
  }

  customerSays(conversation: Conversation, text: string): Message {
    const { identity, address, participantSid } = conversation.customer;
    return this.add(conversation, identity ?? address, participantSid, text);
  }

  agentSays(conversation: Conversation, identity: string, text: string): Message {
    return this.add(conversation, identity, this.invite(conversation, identity), text);
  }

  /** Calls back for every message, the agent's own too: Conversations shows a message only once it is told of it. */
  onMessage(listener: (conversation: Conversation, index: number) => void): void {
    this.listeners.add(listener);
  }

  private add(conversation: Conversation, author: string, participantSid: string, text: string): Message {
    const message = { sid: newSid('IM'), author, participantSid, text, at: new Date() };
    const index = conversation.messages.push(message) - 1;
    for (const listener of this.listeners) listener(conversation, index);
    return message;
  }
}

/** A sid that follows from a name: Sync objects are asked for by name and subscribed to by sid. */
export const derivedSid = (prefix: string, name: string): string =>
  prefix + createHash('sha256').update(name).digest('hex').slice(0, 32);

/** The name of the Sync map that holds a user's friendly name. */
export const userMap = (identity: string): string => derivedSid('US', identity) + '.info';
