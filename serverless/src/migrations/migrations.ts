import type { Firestore } from 'firebase-admin/firestore';
import { migrate as identityKeys, type MigrationPage, type MigrationProgress } from './identity-keys';

/** One page of a migration; what it has moved it leaves alone the next time. */
export type Migration = (db: Firestore, page: MigrationPage) => Promise<MigrationProgress>;

/** In the order in which they run. The version is the data's after it; a migration that has gone out never changes. */
export const MIGRATIONS: readonly { version: number; name: string; migrate: Migration }[] = [
  { version: 1, name: 'identities under the one form of their numbers (ID-15)', migrate: identityKeys },
];
