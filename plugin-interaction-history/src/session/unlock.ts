import type { ApiCall } from '../api/client';
import { fromBase64, type createSealedStorage } from '../state/sealed-storage';
import { timings } from '../state/timings';

/** Gets the key for what this browser keeps, as soon as the Functions can be asked; it is in memory alone (PR-4). */
export async function unlockStorage(
  api: ApiCall,
  { unlock }: Pick<ReturnType<typeof createSealedStorage>, 'unlock'>,
): Promise<void> {
  for (;;) {
    const answer = await api('drafts/key', {}).catch(() => null);
    if (answer !== null) return unlock(fromBase64(answer.key));
    await new Promise((resolve) => setTimeout(resolve, timings.draftKey));
  }
}
