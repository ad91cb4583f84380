/** Waits for work, but not for longer; what comes of it later is dropped. @returns null when it took too long, or failed */
export async function withinPatience<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  const done = work.catch(() => null);
  const result = await Promise.race([done, patience]);
  clearTimeout(timer);
  return result;
}
