import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does work again for as long as it meets others at the same thing. The pause is random and grows with each attempt, so that those
 * who met don't meet again.
 * @param work one attempt, its reads included
 * @throws what `work` throws when it is no conflict, or when every attempt met one
 */
export async function retryOn<T>(
  isConflict: (error: unknown) => boolean,
  { attempts, jitterMs }: { attempts: number; jitterMs: number },
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || attempt === attempts) throw error;
      await pause(Math.random() * jitterMs * attempt);
    }
  }
}
