import { eventually, startBrowserSession, type Desktop, type BrowserSession } from './support';

/** The contact centre of a test file, with one desktop open. The properties are there once a test runs. */
export interface TestEnvironment {
  session: BrowserSession;
  ada: Desktop;
  /** Rings a persona at Ada's desktop, accepts, and answers with the task's sid. */
  take(persona: string): Promise<string>;
  /** What is stored of a task, the earliest part first. */
  entriesOf(taskSid: string): Promise<Record<string, unknown>[]>;
  /** Waits until what is stored of a task looks like this. */
  stored(taskSid: string, entries: object[]): Promise<void>;
}

/**
 * Opens a environment before a file's tests, clears it after each and closes it at the end. Then no stand-in may have met a request
 * that it did not know, and no desktop an error that nobody caught.
 * @param env of the sandbox's start command
 */
export function useTestEnvironment(env?: Record<string, string>): TestEnvironment {
  const environment = {} as TestEnvironment;
  beforeAll(async () => {
    const session = await startBrowserSession(env);
    environment.session = session;
    environment.ada = await session.desktop('ada');
    environment.take = async (persona) => {
      const { taskSid } = await environment.ada.ring(persona, 'ada');
      await environment.ada.accept(taskSid);
      return taskSid;
    };
    environment.entriesOf = async (taskSid) =>
      (await session.documents('interactions'))
        .filter((entry) => entry.taskSid === taskSid)
        // two parts may come within one second: then the one that was transferred to is the later
        .sort((a, b) => secondsOf(a) - secondsOf(b) || Number(a.transferredFrom !== null) - Number(b.transferredFrom !== null));
    environment.stored = (taskSid, entries) =>
      eventually(async () => expect(await environment.entriesOf(taskSid)).toMatchObject(entries));
  });
  afterEach(() => environment.session.clear());
  afterAll(async () => {
    const { unknown } = await environment.session.lab('unknown');
    await environment.session.stop();
    expect(unknown).toEqual([]);
    expect(environment.ada.pageErrors).toEqual([]);
  });
  return environment;
}

const secondsOf = ({ occurredAt }: Record<string, unknown>): number =>
  Number((occurredAt as { _seconds?: number } | undefined)?._seconds ?? 0);
