import { randomUUID } from 'node:crypto';
import { openEmbeddedFirestore } from '@interaction-history/sandbox/src/firestore/embedded';
import {
  emulatorJar,
  startGoogleEmulator,
  type GoogleEmulator,
} from '@interaction-history/sandbox/src/firestore/google-emulator';
import type { Firestore } from 'firebase-admin/firestore';
import { openFirestore } from '../vendors/firestore/store';
import { ASK_FOR_EMULATOR } from './emulator-of-the-run';

/** A kind of Firestore that the store's tests run on; `open` gives an empty database. */
export interface StoreKind {
  name: string;
  open: () => Promise<Firestore>;
  close: () => Promise<void>;
}

const embedded: StoreKind = {
  name: 'embedded',
  open: async () => openEmbeddedFirestore('demo-test').store,
  close: async () => undefined,
};

/** Google's own, where its jar is; a database of its own for each test, by project id. */
function google(jar: string): StoreKind {
  let own: GoogleEmulator | undefined;
  const opened: Firestore[] = [];
  return {
    name: 'Google’s emulator',
    open: async () => {
      const ask = process.env[ASK_FOR_EMULATOR];
      if (ask === undefined) own ??= await startGoogleEmulator({ jar, projectId: 'demo-test', quiet: true });
      process.env.FIRESTORE_EMULATOR_HOST = own?.host ?? (await hostOfTheRun(String(ask)));
      process.env.METADATA_SERVER_DETECTION = 'none';
      const store = await openFirestore({ projectId: `demo-${randomUUID()}`, serviceAccount: undefined });
      opened.push(store);
      return store;
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.terminate()));
      own?.stop();
      delete process.env.FIRESTORE_EMULATOR_HOST;
    },
  };
}

async function hostOfTheRun(ask: string): Promise<string> {
  const response = await fetch(ask);
  const said = await response.text();
  if (!response.ok) throw new Error(said);
  return said;
}

/** The embedded one always; Google's where it can be found, and a loud line where it cannot. */
export function storeKinds(): StoreKind[] {
  const jar = emulatorJar();
  if (jar !== undefined) return [embedded, google(jar)];
  console.warn('Google’s Firestore emulator was not found: the store’s tests run on the embedded one alone.');
  return [embedded];
}
