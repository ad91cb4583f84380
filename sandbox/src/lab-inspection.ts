import type { EmbeddedFirestore } from './firestore/embedded';
import type { FunctionsHost } from './functions/start';
import type { SalesforceStandIn } from './salesforce/stand-in';
import type { LabHandler } from './twilio/lab';
import { invalid } from './twilio/twilio-error';

interface Parts {
  salesforce: SalesforceStandIn;
  firestore: EmbeddedFirestore | null;
  functions: FunctionsHost;
  unknown: () => string[];
}

/** What a test, or a curious person, may look at from outside: `POST /_lab/<name>`. */
export function labInspection({ salesforce, firestore, functions, unknown }: Parts): Record<string, LabHandler> {
  return {
    /** `{collection}` → the documents of a collection of the embedded store. */
    documents: async (body) => {
      if (firestore === null) throw invalid('Google’s emulator is looked into with its own tools');
      const { collection } = (body ?? {}) as { collection?: unknown };
      if (typeof collection !== 'string' || !/^[A-Za-z]+$/.test(collection)) throw invalid('Name a collection');
      const { docs } = await firestore.store.collection(collection).get();
      return { documents: docs.map((doc) => ({ id: doc.id, ...doc.data() })) };
    },
    /** Requests the Functions got since the last time this was asked, by method and path. */
    requests: async () => ({ requests: await functions.takeRequests() }),
    /** The Functions' process. */
    functions: () => ({ pid: functions.pid }),
    /** `{object}` → Salesforce's records of an object. */
    records: (body) => ({ records: salesforce.records.all(String((body as { object?: unknown } | null)?.object)) }),
    /** Requests that no stand-in knew. */
    unknown: () => ({ unknown: unknown() }),
  };
}
