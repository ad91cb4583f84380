import type { RequestContext } from '../context';
import { SYSTEM } from '../runtime/token';
import { workerName } from '../vendors/taskrouter/worker-name';

/** Workers' names by sid. Who is no worker, or no longer one, has the sid for a name. */
export async function workerNames(sids: readonly string[], ctx: RequestContext): Promise<Map<string, string>> {
  const distinct = [...new Set(sids)];
  const names = await Promise.all(
    distinct.map((sid) => (/^WK[0-9a-f]{32}$/.test(sid) ? workerName(sid, ctx) : Promise.resolve(SYSTEM.name))),
  );
  return new Map(distinct.map((sid, at) => [sid, names[at] ?? sid]));
}
