import type { Firestore } from 'firebase-admin/firestore';
import { AppError } from '../runtime/errors';
import { processWide } from '../runtime/process-wide';
import type { Deadline } from '../runtime/deadline';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { DataVersionDocument } from '../vendors/firestore/documents';

/**
 * What these Functions write: the version of the last migration. Data of an earlier version is still read; a later one is not understood,
 * and refused. Here and not beside the migrations, which no Function needs.
 */
export const DATA_VERSION = 1;

/** Where nothing was ever deployed, and before the first migration, the data is of version 0. */
export async function readDataVersion(db: Firestore): Promise<DataVersionDocument> {
  const snapshot = await collections.meta(db).doc('data').get();
  return snapshot.data() ?? { version: 0, cursor: null };
}

/** Projects whose data fits: a version never goes back, so a process asks once. */
const fitting = (): Set<string> => processWide('data-version', () => new Set<string>());

/**
 * Functions that were rolled back must not write into data that later ones have moved (OP-5).
 * @throws AppError version_mismatch; UpstreamError firestore
 */
export async function assertDataFits(open: () => Promise<Firestore>, project: string, deadline: Deadline): Promise<void> {
  if (fitting().has(project)) return;
  const { version } = await onFirestore(deadline, async () => readDataVersion(await open()));
  if (version > DATA_VERSION)
    throw new AppError(
      'version_mismatch',
      `The stored data is of version ${version}, these Functions know ${DATA_VERSION}: deploy the later version again`,
    );
  fitting().add(project);
}
