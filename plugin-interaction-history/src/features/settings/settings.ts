import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import type { ApiCall, ResponseOf } from '../../api/client';
import type { BrowserStorage } from '../../state/browser-storage';
import { singleFlight } from '../../state/single-flight';
import { createStore, type Store } from '../../state/store';
import { timings } from '../../state/timings';

type Current = ResponseOf<'settings/current'>;

/** What the tab applies of the published settings (AD-5). */
export interface TabSettings {
  /** Fields a new customer must have (ID-10); none while they are not known: the server refuses all the same. */
  requiredCustomerFields: NonNullable<Current['effective']['requiredCustomerFields']>;
  /** Null where none was published: the Flex configuration's holds (ID-12). */
  popMode: Current['published']['popMode'] | null;
  /** What completing takes besides a reason. */
  wrapUpPolicy: WrapUpPolicy;
  /** Whether this page's first question was answered, or has failed: before that, the rest is what an earlier page was told. */
  isSettled: boolean;
}

export interface SettingsLoader {
  store: Store<TabSettings>;
  load(): Promise<void>;
  /** Asks again for a task that has just arrived, once a minute at most. */
  refresh(): void;
}

const KEY = 'interaction-history:settings';
/** Reads the settings at the start and as tasks arrive. Until the server answers, what this browser was told last holds: settings are never a reason to fail. */
export function createSettings(api: ApiCall, storage: BrowserStorage, now: () => number = Date.now): SettingsLoader {
  const store = createStore<TabSettings>(copyIn(storage));
  let askedAt = -Infinity;

  const read = async (): Promise<void> => {
    try {
      const { published, effective } = await api('settings/current', {});
      store.set({
        requiredCustomerFields: effective.requiredCustomerFields ?? [],
        popMode: published.popMode ?? null,
        wrapUpPolicy: effective.wrapUpPolicy ?? 'reason',
        isSettled: true,
      });
      storage.write(KEY, store.get());
    } catch {
      // the endpoint that needs a setting applies it, whatever the tab knows; asked again with the next task
      askedAt = -Infinity;
      store.set({ ...store.get(), isSettled: true });
    }
  };
  const readOnce = singleFlight(read);
  const load = (): Promise<void> => {
    askedAt = now();
    return readOnce();
  };
  return { store, load, refresh: () => void (now() - askedAt >= timings.settingsFresh && load()) };
}

function copyIn(storage: BrowserStorage): TabSettings {
  const { requiredCustomerFields, popMode, wrapUpPolicy } = (storage.read(KEY) ?? {}) as Partial<TabSettings>;
  return {
    requiredCustomerFields: Array.isArray(requiredCustomerFields) ? requiredCustomerFields : [],
    popMode: popMode ?? null,
    wrapUpPolicy: wrapUpPolicy ?? 'reason',
    isSettled: false,
  };
}
