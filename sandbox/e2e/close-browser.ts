/** Jest's globalTeardown: the browser of a file that ran in Jest's own process. */
export default async function closeBrowser(): Promise<void> {
  await globalThis.closeBrowserOfWorker?.();
}
