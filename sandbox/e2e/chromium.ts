import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { Profiles } from './profiles';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** No sandboxing as root in a container; nothing of Chromium's own may phone home. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Flex dials only where there is a microphone
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

export async function startChromium(): Promise<Profiles> {
  if (!existsSync(CHROMIUM)) throw new Error(`Chromium is missing: ${CHROMIUM}. Install it or set CHROMIUM.`);
  return new Profiles(await chromium.launch({ executablePath: CHROMIUM, args: ARGS }));
}
