import type { Deadline } from '../../runtime/deadline';
import type { Allowance, SalesforceClient } from './client';

/**
 * Whether the org answers: the cheapest call that proves log-in, permission to use the API and the allowance (OP-4).
 * @returns latency in milliseconds, and the API calls used and allowed in the rolling day
 * @throws UpstreamError
 */
export async function ping(
  client: SalesforceClient,
  deadline: Deadline,
): Promise<{ latencyMs: number; allowance: Allowance | null }> {
  const started = performance.now();
  await client.read<Record<string, unknown>>('GET', '/limits', undefined, deadline);
  return { latencyMs: performance.now() - started, allowance: client.allowance };
}
