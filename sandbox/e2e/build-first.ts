import path from 'node:path';
import { buildDesktop } from '../src/desktop/build';
import { pluginBundle } from '../src/plugin-build';

/** Once, before the files start side by side: the plugin by the official toolchain, and Flex's own desktop. */
export default async function buildFirst(): Promise<void> {
  await pluginBundle();
  await buildDesktop(path.resolve(__dirname, '../../.cache/desktop/app.js'));
}
