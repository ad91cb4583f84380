import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  emulatorJar,
  startGoogleEmulator,
  type GoogleEmulator,
} from '@interaction-history/sandbox/src/firestore/google-emulator';

/** Where a test file hears the emulator's host; see `stores.ts`. */
export const ASK_FOR_EMULATOR = 'ASK_FOR_EMULATOR';

/**
 * Jest's globalSetup: one emulator for all test files, started when the first asks for it. It is a JVM, and its first requests are
 * its slowest: one a file cost as much as the tests.
 * @returns Jest's globalTeardown takes it from `stop-emulator-of-the-run.ts`
 */
export default async function answerForEmulator(): Promise<void> {
  const jar = emulatorJar();
  if (jar === undefined) return;
  let emulator: Promise<GoogleEmulator> | undefined;
  const server = createServer((_request, response) => {
    emulator ??= startGoogleEmulator({ jar, projectId: 'demo-test', quiet: true });
    emulator.then(
      ({ host }) => response.end(host),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  process.env[ASK_FOR_EMULATOR] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  globalThis.stopEmulatorOfTheRun = async () => {
    server.close();
    (await emulator)?.stop();
  };
}

declare global {
  // a declaration of globalThis must be a var
  var stopEmulatorOfTheRun: (() => Promise<void>) | undefined;
}
