import type { Channel, Direction } from './channel';
import { MAX_ADDRESS } from '../limits';
import { ownAttributes } from './own-attributes';
import { withoutInvisible } from '../text/invisible';
import { groupIn, textIn, type TaskAttributes } from './task-attributes';

/**
 * Who is at the other end of a task, read from the task alone (ID-1, ID-2). No phone library here: this runs in the
 * agent's browser, where every kilobyte counts. `phone.ts` turns an address into an identity on the server.
 */
export type CallerAddress =
  /** An address as Twilio gave it, its channel prefix removed. */
  | { kind: 'phone' | 'email' | 'sip' | 'client' | 'handle'; value: string }
  /** The caller suppressed the number: never looked up, shares no record with anyone (ID-2). */
  | { kind: 'withheld' };

export interface Caller {
  channel: Channel;
  direction: Direction;
  address: CallerAddress;
}

/** Words and numbers that stand for "no caller id" (twilio.com/docs/voice/twiml, "What does a restricted caller id look like"; ID-2). */
const WITHHELD = new Set([
  '',
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'private',
  'blocked',
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
]);

/** Whose addresses are phone numbers, with or without a +. */
const PHONE_CHANNELS: ReadonlySet<Channel> = new Set(['voice', 'sms', 'whatsapp']);

const MESSAGING: Record<string, Channel> = {
  sms: 'sms',
  mms: 'sms',
  whatsapp: 'whatsapp',
  messenger: 'messenger',
  facebook: 'messenger',
  web: 'web',
  chat: 'web',
  email: 'email',
};

/**
 * The caller of a task.
 * @param taskChannel TaskRouter's unique name of the task channel: voice, chat, sms, email, …
 * @param attributes the task's attributes, parsed; read only, never trusted to have a shape
 */
export function callerOf(taskChannel: string, attributes: TaskAttributes): Caller {
  const channel = channelOf(taskChannel, attributes);
  const direction: Direction = /^outbound/.test(textIn(attributes.direction)) ? 'outbound' : 'inbound';
  // A number that is to be called back is one, whatever channel its task came by
  const addressed = direction === 'inbound' && isCallback(attributes) ? 'voice' : channel;
  return { channel, direction, address: classify(contactOf(channel, direction, attributes), addressed) };
}

/** The caller's address as the task carries it, prefix and all; empty where there is none. */
export function rawAddressOf(taskChannel: string, attributes: TaskAttributes): string {
  const { channel, direction } = callerOf(taskChannel, attributes);
  return contactOf(channel, direction, attributes);
}

/** Reads an address that somebody typed or that a task carries: prefix removed, withheld numbers recognised. */
export function classify(raw: string, channel: Channel = 'voice'): CallerAddress {
  const value = withoutInvisible(raw).normalize('NFKC').trim().slice(0, MAX_ADDRESS);
  const [, scheme = '', rest = ''] = /^(sips?|client|tel|mailto|[a-z]{2,20}):(.*)$/is.exec(value) ?? [];
  const bare = (scheme === '' ? value : rest).trim();
  if (isWithheld(bare, scheme.toLowerCase())) return { kind: 'withheld' };
  // every script's digits as one: a class of Unicode is a table in the bundle, so there is this one
  const digits = bare.replace(/\p{Nd}/gu, '0');
  switch (scheme.toLowerCase()) {
    case 'sip':
    case 'sips':
      return sipAddress(bare);
    case 'client':
      return { kind: 'client', value: bare };
    case 'mailto':
      return { kind: 'email', value: bare };
    case 'tel':
    case 'whatsapp':
    case 'sms':
    case 'rcs':
      // A WhatsApp user id (`BR.1502…`) is no number, however many digits it holds
      return /^[^a-z\d]*\d/i.test(digits) ? { kind: 'phone', value: bare } : { kind: 'handle', value };
    case '':
      break;
    default:
      return { kind: 'handle', value };
  }
  if (/^[^\s@]+@[^\s@]+$/.test(bare)) return { kind: 'email', value: bare };
  const isNumber = /\d/.test(digits) && /^[+\d\s().\-/]+(\s*(x|ext\.?)\s*\d+)?$/i.test(digits);
  // Other channels' own ids are digits, too: only with a + is one of them a number
  if (isNumber && (PHONE_CHANNELS.has(channel) || bare.startsWith('+'))) return { kind: 'phone', value: bare };
  return { kind: channel === 'voice' ? 'client' : 'handle', value: bare };
}

/**
 * The phone that a SIP address is, where its user part is one (ID-15): in E.164, or a number by its own word (`user=phone`, RFC 3261
 * 19.1.1). Else user and host: port and parameters only say how to get there.
 */
function sipAddress(bare: string): CallerAddress {
  const [, user = '', host = '', parameters = ''] = /^(?:([^@]*)@)?([^;?@]*)([^]*)$/.exec(bare.replace(/^<|>$/g, '')) ?? [];
  const [name = ''] = user.replace(/%2b/gi, '+').split(/[;:]/);
  const number = name.replace(/[-.()]/g, '');
  if (/^\+\d{7,15}$/.test(number) || (/;user=phone(;|\?|$)/i.test(parameters) && /^\d{5,15}$/.test(number)))
    return { kind: 'phone', value: number };
  const domain = host.replace(/:\d+$/, '');
  return { kind: 'sip', value: name === '' ? domain : `${name}@${domain}` };
}

/** `sip:anonymous@anonymous.invalid` is nobody (RFC 3323); a mailbox called restricted@ is somebody. */
function isWithheld(bare: string, scheme: string): boolean {
  const word = bare.toLowerCase();
  return WITHHELD.has(word) || (/^sips?$/.test(scheme) && WITHHELD.has(word.replace(/@.*$/, '')));
}

/**
 * The channels that tasks of a TaskRouter task channel can have, by the rule of `callerOf`: voice is voice; `chat` carries every
 * messaging channel of Flex Conversations, told apart by the task's `channelType`; one named like a channel is that channel; any
 * other (default, video, an own one) is `other`.
 */
export function channelsOn(taskChannel: string): Channel[] {
  const unique = taskChannel.toLowerCase();
  if (unique === 'voice') return ['voice'];
  if (unique === 'chat') return [...new Set(Object.values(MESSAGING))];
  return [MESSAGING[unique] ?? 'other'];
}

function channelOf(taskChannel: string, attributes: TaskAttributes): Channel {
  const unique = taskChannel.toLowerCase();
  if (unique === 'voice') return 'voice';
  const declared = textIn(attributes.channelType).toLowerCase();
  return MESSAGING[declared] ?? MESSAGING[unique] ?? 'other';
}

/** The customer's side of the task: on an outbound call `from` is the centre's own number and must never be looked up. */
function contactOf(channel: Channel, direction: Direction, attributes: TaskAttributes): string {
  if (direction === 'outbound') return first(attributes.outbound_to, attributes.customerAddress, attributes.to);
  // `from` is the number that the customer had called
  if (isCallback(attributes))
    return first(groupIn(attributes.callBackData).numberToCall, attributes.to, attributes.customerAddress);
  if (channel === 'web') {
    const preEngagement = groupIn(attributes.pre_engagement_data);
    const customers = groupIn(attributes.customers);
    // `customers.email` becomes the chosen customer's, who may be somebody else than the visitor
    const { address } = ownAttributes(attributes);
    const named = first(address, preEngagement.email, attributes.email, customers.email);
    return first(named, attributes.customerAddress, attributes.identity);
  }
  return first(attributes.customerAddress, attributes.from, attributes.caller);
}

/** A callback or voicemail, as Twilio's sample plugins make their tasks ("callback-and-voicemail" of flex-project-template, "queued callbacks and voicemail"). */
const isCallback = (attributes: TaskAttributes): boolean =>
  /^(callback|voicemail)$/i.test(textIn(attributes.taskType)) || textIn(groupIn(attributes.callBackData).numberToCall) !== '';

const first = (...values: unknown[]): string => values.map(textIn).find((value) => value.trim() !== '') ?? '';
