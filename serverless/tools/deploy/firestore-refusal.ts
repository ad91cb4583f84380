/** What Google's refusals mean to who deploys, by gRPC's numbers; what isn't here is told as it came. */
export function refusalWords(error: unknown, account: string): Error {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const words: Partial<Record<string, string>> = {
    5: 'There is no database: create (default) in Native mode',
    7: `${account} may not make indexes: give it the role Cloud Datastore Index Admin, and switch the Firestore API on`,
    8: 'The project has as many indexes as Google allows: delete some that nobody needs',
    14: 'Google can’t be reached: try again',
    16: 'Google refused the service account’s key: make a new one',
  };
  return new Error(words[String(code)] ?? String(message), { cause: error });
}
