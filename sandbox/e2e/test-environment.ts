import { eventually, openStage, type Desktop, type Stage } from './support';

/** The contact centre of a test file, with one desktop open. The properties are there once a test runs. */
export interface TestCentre {
  stage: Stage;
  ada: Desktop;
  /** Rings a persona at Ada's desktop, accepts, and answers with the task's sid. */
  take(persona: string): Promise<string>;
  /** What is stored of a task, the earliest part first. */
  entriesOf(taskSid: string): Promise<Record<string, unknown>[]>;
  /** Waits until what is stored of a task looks like this. */
  stored(taskSid: string, entries: object[]): Promise<void>;
}

/**
 * Opens a centre before a file's tests, clears it after each and closes it at the end. Then no stand-in may have met a request
 * that it did not know, and no desktop an error that nobody caught.
 */
export function inCentre(): TestCentre {
  const centre = {} as TestCentre;
  beforeAll(async () => {
    const stage = await openStage();
    centre.stage = stage;
    centre.ada = await stage.desktop('ada');
    centre.take = async (persona) => {
      const { taskSid } = await centre.ada.ring(persona, 'ada');
      await centre.ada.accept(taskSid);
      return taskSid;
    };
    centre.entriesOf = async (taskSid) =>
      (await stage.documents('interactions'))
        .filter((entry) => entry.taskSid === taskSid)
        // two parts may come within one second: then the one that was transferred to is the later
        .sort((a, b) => secondsOf(a) - secondsOf(b) || Number(a.transferredFrom !== null) - Number(b.transferredFrom !== null));
    centre.stored = (taskSid, entries) => eventually(async () => expect(await centre.entriesOf(taskSid)).toMatchObject(entries));
  });
  afterEach(() => centre.stage.clear());
  afterAll(async () => {
    const { unknown } = await centre.stage.lab('unknown');
    await centre.stage.stop();
    expect(unknown).toEqual([]);
    expect(centre.ada.troubles).toEqual([]);
  });
  return centre;
}

const secondsOf = ({ occurredAt }: Record<string, unknown>): number =>
  Number((occurredAt as { _seconds?: number } | undefined)?._seconds ?? 0);
