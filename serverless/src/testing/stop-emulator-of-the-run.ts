/** Jest's globalTeardown: ends what `emulator-of-the-run.ts` began. */
export default async function stopEmulator(): Promise<void> {
  await globalThis.stopEmulatorOfTheRun?.();
}
