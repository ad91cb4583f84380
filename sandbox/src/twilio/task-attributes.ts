import type { Persona } from '../personas';
import type { Conversation } from './conversations';
import { newSid } from './sids';
import type { TaskAttributes } from './taskrouter-model';

/** A call's attributes as Twilio's Send to Flex writes them; an outbound call's as Flex's dial pad does. */
export function voiceAttributes(persona: Persona, accountSid: string, contactUri: string): TaskAttributes {
  const { address, centre } = persona;
  if (persona.direction === 'outbound')
    return {
      direction: 'outbound',
      outbound_to: address,
      from: centre,
      name: address,
      targetWorker: contactUri,
      autoAnswer: 'false',
      conversations: { communication_channel: 'Call', direction: 'Outbound' },
    };
  // Twilio names the countries of telephone numbers only
  const country = address.startsWith('+') ? (address.startsWith('+81') ? 'JP' : 'US') : null;
  return {
    call_sid: newSid('CA'),
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_status: 'in-progress',
    direction: 'inbound',
    from: address,
    caller: address,
    to: centre,
    called: centre,
    ...(country === null ? {} : { from_country: country, caller_country: country }),
    to_country: 'US',
    called_country: 'US',
    name: address,
  };
}

/** A message thread's attributes as Flex Conversations writes them. */
export function messagingAttributes(persona: Persona, conversation: Conversation): TaskAttributes {
  const { customer, type, proxyAddress } = conversation;
  const routing = {
    conversationSid: conversation.sid,
    flexInteractionSid: conversation.interactionSid,
    flexInteractionChannelSid: conversation.channelSid,
    flexChannelInviteSid: conversation.inviteSid,
    initiatedBy: 'customer',
    direction: 'inbound',
    channelType: type,
    customerName: customer.name,
    customerAddress: customer.address,
    from: customer.name,
    name: customer.name,
    conversations: { conversation_id: conversation.sid },
  };
  if (persona.channel !== 'web') return { ...routing, from: customer.address, proxyAddress };
  const email = persona.address.includes('@') ? { email: persona.address } : {};
  return { ...routing, pre_engagement_data: { friendlyName: customer.name, ...email, location: 'https://shop.example/help' } };
}

/** How a persona shows up in a conversation: a phone by its address, a web visitor by an identity and a nickname. */
export function visitorOf(persona: Persona): { address: string; identity: string | null; name: string } {
  if (persona.channel !== 'web') return { address: persona.address, identity: null, name: persona.address };
  const name = persona.address.includes('@') ? (persona.says.split(',')[0] ?? persona.address) : persona.address;
  // a visitor without an e-mail address is known by the nickname alone, wherever one looks
  return persona.address.includes('@')
    ? { address: newSid('FX'), identity: newSid('FX'), name }
    : { address: persona.address, identity: persona.address, name };
}
