import { randomBytes } from 'node:crypto';

/** A sid that is the same at every start, so that the browser's stored layout and seeded settings keep pointing at it. */
export const fixedSid = (prefix: string, n: number): string => prefix + n.toString(16).padStart(32, '0');

/** A fresh sid: Flex UI keeps what it knew of an old task, so no sid is ever used twice. */
export const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** Ids out of a path: what is asked stays readable, whom it was about does not. */
export const maskSids = (path: string): string => path.replace(/([A-Z]{2})[0-9a-f]{32}/g, '$1…');

export const WORKFLOW = { sid: fixedSid('WW', 1), name: 'Assign to the caller’s queue' } as const;
export const FLEX_INSTANCE_SID = fixedSid('GO', 1);
export const CHAT_SERVICE_SID = fixedSid('IS', 1);

/** TaskRouter's task channels of this workspace; `chat` carries every messaging channel, as Flex Conversations does. */
export const TASK_CHANNELS = [
  { uniqueName: 'default', sid: fixedSid('TC', 1), capacity: 1 },
  { uniqueName: 'voice', sid: fixedSid('TC', 2), capacity: 1 },
  { uniqueName: 'chat', sid: fixedSid('TC', 3), capacity: 3 },
  { uniqueName: 'sms', sid: fixedSid('TC', 4), capacity: 3 },
] as const;

/** Activities: agents start Available, so that a call rings at once. */
export const ACTIVITIES = [
  { sid: fixedSid('WA', 1), name: 'Offline', available: false },
  { sid: fixedSid('WA', 2), name: 'Available', available: true },
  { sid: fixedSid('WA', 3), name: 'Unavailable', available: false },
  { sid: fixedSid('WA', 4), name: 'Break', available: false },
] as const;
