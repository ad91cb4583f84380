import { SYSTEM } from '../../runtime/token';
import type { TaskRouterContext } from './ownership';
import { workerName } from './worker-name';

/** Workers' names by sid. Who is no worker, or no longer one, has the sid for a name. */
export async function workerNames(sids: readonly string[], ctx: TaskRouterContext): Promise<Map<string, string>> {
  const distinct = [...new Set(sids)];
  const names = await Promise.all(
    distinct.map((sid) => (/^WK[0-9a-f]{32}$/.test(sid) ? workerName(sid, ctx) : Promise.resolve(SYSTEM.name))),
  );
  return new Map(distinct.map((sid, at) => [sid, names[at] ?? sid]));
}
