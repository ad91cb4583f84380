import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import type { Firestore } from 'firebase-admin/firestore';
import { appName } from '../vendors/firestore/client';

/** What an app of firebase-admin has beyond its public type: services by name, each made once. */
interface AppWithServices extends App {
  getOrInitService(name: 'firestore', create: () => { getDatabase(): Firestore }): unknown;
}

/**
 * Makes the store the one that this process's Functions open for the project: the Firebase app that they look for is there
 * already, and its Firestore is this. Quicker than the embedded store's server, which tests the same in the sandbox.
 * @returns takes it away again
 */
export function embedFirestore(projectId: string, store: Firestore): () => Promise<void> {
  const app = initializeApp({ projectId }, appName(projectId)) as AppWithServices;
  app.getOrInitService('firestore', () => ({ getDatabase: () => store }));
  return () => deleteApp(app);
}
