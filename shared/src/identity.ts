import type { Channel, Direction } from './channel';

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

/** The longest address accepted anywhere: an e-mail address's limit (RFC 5321), the longest of all kinds. */
export const MAX_ADDRESS = 320;

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

/** A task's attributes: JSON of anyone's making, so every read is guarded. */
export type TaskAttributes = Record<string, unknown>;

/**
 * The caller of a task.
 * @param taskChannel TaskRouter's unique name of the task channel: voice, chat, sms, email, …
 * @param attributes the task's attributes, parsed; read only, never trusted to have a shape
 */
export function callerOf(taskChannel: string, attributes: TaskAttributes): Caller {
  const channel = channelOf(taskChannel, attributes);
  const direction: Direction = /^outbound/.test(text(attributes.direction)) ? 'outbound' : 'inbound';
  return { channel, direction, address: classify(contactOf(channel, direction, attributes), channel) };
}

/** Reads an address that somebody typed or that a task carries: prefix removed, withheld numbers recognised. */
export function classify(raw: string, channel: Channel = 'voice'): CallerAddress {
  const value = raw.normalize('NFKC').trim().slice(0, MAX_ADDRESS);
  const [, scheme = '', rest = ''] = /^(sips?|client|tel|mailto|[a-z]{2,20}):(.*)$/is.exec(value) ?? [];
  const bare = (scheme === '' ? value : rest).trim();
  if (isWithheld(bare)) return { kind: 'withheld' };
  switch (scheme.toLowerCase()) {
    case 'sip':
    case 'sips':
      return { kind: 'sip', value: bare };
    case 'client':
      return { kind: 'client', value: bare };
    case 'mailto':
      return { kind: 'email', value: bare };
    case 'tel':
    case 'whatsapp':
    case 'sms':
    case 'rcs':
      return { kind: 'phone', value: bare };
    case '':
      break;
    default:
      return { kind: 'handle', value };
  }
  if (/^[^\s@]+@[^\s@]+$/.test(bare)) return { kind: 'email', value: bare };
  if (/\d/.test(bare) && /^[+\d\s().\-/]+(\s*(x|ext\.?)\s*\d+)?$/i.test(bare)) return { kind: 'phone', value: bare };
  return { kind: channel === 'voice' ? 'client' : 'handle', value: bare };
}

function isWithheld(bare: string): boolean {
  const user = bare.toLowerCase().replace(/@.*$/, '');
  return WITHHELD.has(bare.toLowerCase()) || user === 'anonymous' || user === 'restricted' || user === 'unavailable';
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
  const declared = text(attributes.channelType).toLowerCase();
  return MESSAGING[declared] ?? MESSAGING[unique] ?? 'other';
}

/** The customer's side of the task: on an outbound call `from` is the centre's own number and must never be looked up. */
function contactOf(channel: Channel, direction: Direction, attributes: TaskAttributes): string {
  if (direction === 'outbound') return first(attributes.outbound_to, attributes.customerAddress, attributes.to);
  if (channel === 'web') {
    const preEngagement = record(attributes.pre_engagement_data);
    const customers = record(attributes.customers);
    return first(preEngagement.email, attributes.email, customers.email, attributes.customerAddress, attributes.identity);
  }
  return first(attributes.customerAddress, attributes.from, attributes.caller);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const first = (...values: unknown[]): string => values.map(text).find((value) => value.trim() !== '') ?? '';
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
