import { maskSids } from './sids';

/** A request for Twilio that the stand-in has no answer for; ids masked, query left out. */
export interface UnknownRequest {
  method: string;
  host: string;
  path: string;
  count: number;
}

/** Records one, counting repeats. */
export function recordUnknown(list: UnknownRequest[], method: string, host: string, path: string): void {
  const masked = maskSids(path);
  const known = list.find((one) => one.method === method && one.host === host && one.path === masked);
  if (known) known.count += 1;
  else list.push({ method, host, path: masked, count: 1 });
}
