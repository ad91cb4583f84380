import type { Budget } from '../budget';
import type { MasterPool } from './pool';

/**
 * Whether the master answers and has the phone index's function, without which no caller is found (OP-4).
 * @returns latency in milliseconds
 * @throws UpstreamError
 */
export async function ping(pool: MasterPool, budget: Budget): Promise<{ latencyMs: number }> {
  const started = performance.now();
  await pool.query("SELECT interaction_history_phone_keys('')", [], budget);
  return { latencyMs: performance.now() - started };
}
