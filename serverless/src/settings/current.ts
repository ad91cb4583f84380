import type { CurrentSettings } from '@interaction-history/shared/src/contract/settings';
import { DEFAULT_SETTINGS } from '@interaction-history/shared/src/settings/defaults';
import type { RequestContext } from '../context';
import { onFirestore } from '../vendors/firestore/client';
import { readCurrent } from '../versioned/revisions';
import { overlay } from './effective-config';
import { SETTINGS, settingsOf } from './published-settings';

/** The settings that apply now, what of them was published, and what would apply without that (AD-5). */
export async function current(_request: unknown, { deadline, clients, deployed }: RequestContext): Promise<CurrentSettings> {
  const document = await onFirestore(deadline, async () => readCurrent(await clients.firestore(), SETTINGS));
  const published = document?.settings ?? {};
  return {
    version: document?.version ?? 0,
    published,
    deployed: settingsOf(deployed),
    defaults: DEFAULT_SETTINGS,
    effective: settingsOf(overlay(deployed, published)),
  };
}
