import NodeEnvironment from 'jest-environment-node';
import { startChromium } from './chromium';
import type { Profiles } from './profiles';

/** What the test files of one of Jest's workers share. */
export interface Shared {
  /** The worker's browser; it starts when the first asks, and ends with the worker. */
  profiles(): Promise<Profiles>;
  /** Where the last sandbox was: at the same address, what the browser has compiled serves the next. */
  port: number | undefined;
}

// Jest loads an environment once a worker, outside of the test files' own worlds
let started: Promise<Profiles> | undefined;
const shared: Shared = {
  profiles: async () => {
    if (!((await started)?.browser.isConnected() ?? false)) started = startChromium();
    return started as Promise<Profiles>;
  },
  port: undefined,
};
// Jest's last word to a worker is that it takes its own listener away. Chromium is killed as the process ends.
process.on('removeListener', (event) => {
  if (event === 'message') process.exit();
});
// A single file runs in Jest's own process, which has no such word: see close-browser.ts
globalThis.closeBrowserOfWorker = async () => (await started)?.browser.close();

declare global {
  // declarations of globalThis must be vars
  var sharedByWorker: Shared | undefined;
  var closeBrowserOfWorker: (() => Promise<void>) | undefined;
}

export default class WorkerEnvironment extends NodeEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.sharedByWorker = shared;
  }

  override async teardown(): Promise<void> {
    // else Jest would empty it with everything that a file leaves behind
    this.global.sharedByWorker = undefined;
    await super.teardown();
  }
}
