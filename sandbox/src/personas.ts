import type { Channel, Direction } from '@interaction-history/shared/src/caller/channel';

/** A customer who can call, text or chat from the phone page. Where the records of each are kept is in `salesforce/seed.ts` and `master/seed.ts`. */
export interface Persona {
  id: string;
  /** What the phone page says about this one. */
  title: string;
  says: string;
  channel: Channel;
  direction: Direction;
  /** The customer's address as Twilio would put it in the task. */
  address: string;
  /** The centre's number that was dialled, or that dials out. */
  centre: string;
  queue: 'Billing EN' | 'Orders EN' | 'Tech EN' | 'General';
}

const CENTRE = '+14155550001';

export const PERSONAS: readonly Persona[] = [
  {
    id: 'one-match',
    title: 'One match',
    says: 'David Okafor, one Salesforce contact',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550127',
    centre: CENTRE,
    queue: 'Billing EN',
  },
  {
    id: 'three-matches',
    title: 'Three matches',
    says: 'A number that Ana, Anna and Miguel Torres share',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550100',
    centre: CENTRE,
    queue: 'Billing EN',
  },
  {
    id: 'master-only',
    title: 'Only in the master',
    says: 'Aya Yamamoto (山本 彩), not in Salesforce yet',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550163',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'unknown',
    title: 'Unknown',
    says: 'A number nobody has',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550187',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'withheld',
    title: 'Withheld',
    says: 'A caller who hides the number',
    channel: 'voice',
    direction: 'inbound',
    address: 'anonymous',
    centre: CENTRE,
    queue: 'General',
  },
  {
    id: 'stored',
    title: 'Seen before',
    says: 'Priya Natarajan, with a history; try her with Salesforce down',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550119',
    centre: CENTRE,
    queue: 'Tech EN',
  },
  {
    id: 'japan',
    title: 'From Japan',
    says: '佐藤 花子 (Hanako Sato), stored as 03-1234-5678',
    channel: 'voice',
    direction: 'inbound',
    address: '+81312345678',
    centre: CENTRE,
    queue: 'General',
  },
  {
    id: 'friends-phone',
    title: 'A friend’s phone',
    says: 'David Okafor, calling from a number nobody has',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550199',
    centre: CENTRE,
    queue: 'Billing EN',
  },
  {
    id: 'outbound',
    title: 'Outbound',
    says: 'The agent calls Laura Yamamoto-Price',
    channel: 'voice',
    direction: 'outbound',
    address: '+14155550174',
    centre: CENTRE,
    queue: 'General',
  },
  {
    id: 'sms',
    title: 'SMS',
    says: 'Miguel’s office mobile, in Salesforce once',
    channel: 'sms',
    direction: 'inbound',
    address: '+14155550157',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'whatsapp',
    title: 'WhatsApp',
    says: 'Kenji Yamamoto, in both sources under C-18820',
    channel: 'whatsapp',
    direction: 'inbound',
    address: 'whatsapp:+14155550171',
    centre: 'whatsapp:' + CENTRE,
    queue: 'General',
  },
  {
    id: 'web-chat',
    title: 'Web chat',
    says: 'Laura Yamamoto-Price, gave her e-mail address',
    channel: 'web',
    direction: 'inbound',
    address: 'laura@pricedental.example',
    centre: '',
    queue: 'Tech EN',
  },
  {
    id: 'web-chat-anonymous',
    title: 'Web chat, no e-mail',
    says: 'A visitor who gave only a nickname',
    channel: 'web',
    direction: 'inbound',
    address: 'visitor-7',
    centre: '',
    queue: 'General',
  },
  {
    id: 'sip',
    title: 'SIP',
    says: 'The front desk of Okafor & Reid, from their own telephone system',
    channel: 'voice',
    direction: 'inbound',
    address: 'sip:front-desk@okaforreid.example',
    centre: CENTRE,
    queue: 'General',
  },
  {
    id: 'client',
    title: 'From an app',
    says: 'A customer who calls from the portal’s app',
    channel: 'voice',
    direction: 'inbound',
    address: 'client:portal-4711',
    centre: CENTRE,
    queue: 'Tech EN',
  },
  {
    id: 'services-new',
    title: 'Nothing yet',
    says: 'Nina Park: nothing requested, not registered',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550140',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-pending',
    title: 'Checks pending',
    says: 'Rosa Delgado Kim: eligibility and ID wait for a decision',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550141',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-eligible',
    title: 'Eligible',
    says: 'Noor Haddad: eligible and verified, ready to order',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550142',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-not-eligible',
    title: 'Not eligible',
    says: 'Tom Becker: no line at his address',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550143',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-rejected',
    title: 'ID rejected',
    says: 'Lena Fischer: her passport could not be read',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550144',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-review',
    title: 'Order in review',
    says: 'Hugo Marin: an order waits for approval',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550145',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-running',
    title: 'Order running',
    says: 'Mira Costa: her order is being activated',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550146',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-failed',
    title: 'Order failed',
    says: 'Omar Reyes: the activation of his order failed',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550147',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-active',
    title: 'Active',
    says: 'Grace Okoye: two active services',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550148',
    centre: CENTRE,
    queue: 'Orders EN',
  },
  {
    id: 'services-cancelling',
    title: 'Cancelling',
    says: 'Ivan Petrov: one service ends soon, one has ended',
    channel: 'voice',
    direction: 'inbound',
    address: '+14155550149',
    centre: CENTRE,
    queue: 'Orders EN',
  },
];

/** Somebody who signs in to Flex. */
export interface Person {
  id: string;
  fullName: string;
  email: string;
  roles: ('agent' | 'supervisor' | 'admin')[];
  workerSid: string;
}

const worker = (n: number): string => 'WK' + n.toString(16).padStart(32, '0');

export const PEOPLE: readonly Person[] = [
  { id: 'ada', fullName: 'Ada Agent', email: 'ada@example.com', roles: ['agent'], workerSid: worker(1) },
  { id: 'kim', fullName: 'Kim Lee', email: 'kim@example.com', roles: ['agent'], workerSid: worker(2) },
  { id: 'sam', fullName: 'Sam Doyle', email: 'sam@example.com', roles: ['supervisor'], workerSid: worker(3) },
  { id: 'root', fullName: 'Rita Admin', email: 'rita@example.com', roles: ['admin'], workerSid: worker(4) },
];

/** The stand-in's queues; sids are fixed so that seeded reason codes can be limited to them. */
export const QUEUES = [
  { sid: 'WQ' + '1'.padStart(32, '0'), name: 'Billing EN' },
  { sid: 'WQ' + '2'.padStart(32, '0'), name: 'Orders EN' },
  { sid: 'WQ' + '3'.padStart(32, '0'), name: 'Tech EN' },
  { sid: 'WQ' + '4'.padStart(32, '0'), name: 'General' },
] as const;
