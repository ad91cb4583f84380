import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { VERSION } from '@interaction-history/shared/src/version';

/** What Flex asks its plugin service for: the list of plugins. The source carries the bundle's hash, so that a rebuild is never served from a cache. */
export async function pluginList(bundle: string): Promise<object[]> {
  const hash = createHash('sha256')
    .update(await readFile(bundle))
    .digest('hex')
    .slice(0, 12);
  return [
    {
      name: 'plugin-interaction-history',
      version: VERSION,
      src: `/_plugins/plugin-interaction-history.js?v=${hash}`,
      enabled: true,
      phase: 3,
    },
  ];
}
