import { FOR_EVER, type Retention } from '../../config/retention';
import { processWide } from '../../runtime/process-wide';

/** Plain values: every bundle of the process obeys. */
const current = (): { retention: Retention } => processWide('retention', () => ({ retention: FOR_EVER }));
export const retentionNow = (): Retention => current().retention;
export const setRetention = (retention: Retention): void => void (current().retention = retention);
