import type { Firestore } from 'firebase-admin/firestore';
import { withDeadline, type Deadline } from '../../runtime/deadline';
import type { Config } from '../../config/config';
import { AppError, UpstreamError } from '../../runtime/errors';

/** The Firebase app's name: one a project, found again by every bundle of the process. */
export const appName = (projectId = 'default'): string => `interaction-history-${projectId}`;

/**
 * The real admin SDK. Not `preferRest`: there a create() on a document that exists is retried for minutes.
 * FIRESTORE_EMULATOR_HOST is the SDK's own variable and is obeyed by it.
 */
export async function openFirestore(config: Config['firestore']): Promise<Firestore> {
  const { initializeApp, cert, getApps } = await import('firebase-admin/app');
  const { getFirestore } = await import('firebase-admin/firestore');
  const name = appName(config.projectId ?? config.serviceAccount?.project_id);
  const account = config.serviceAccount;
  const options = {
    ...(config.projectId === undefined ? {} : { projectId: config.projectId }),
    ...(account === undefined
      ? {}
      : {
          credential: cert({ projectId: account.project_id, clientEmail: account.client_email, privateKey: account.private_key }),
        }),
  };
  const app = getApps().find((known) => known.name === name) ?? initializeApp(options, name);
  return getFirestore(app);
}

/** gRPC's number for a document that create() found in its place. */
export const ALREADY_EXISTS = 6;
/** gRPC's number for a document that an update did not find. */
export const NOT_FOUND = 5;
const RETRYABLE = new Map([
  [4, 'deadline_exceeded'],
  [8, 'rate_limited'],
] as const);

/**
 * Runs work against Firestore under the budget, its failures typed.
 * @throws UpstreamError deadline_exceeded, rate_limited, upstream_unavailable; AppErrors and ALREADY_EXISTS pass through
 */
export async function onFirestore<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
  try {
    return await withDeadline(deadline, 'firestore', work());
  } catch (error) {
    if (error instanceof AppError || codeOf(error) === ALREADY_EXISTS) throw error;
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    const code = RETRYABLE.get(codeOf(error) as 4 | 8) ?? 'upstream_unavailable';
    throw new UpstreamError('firestore', code, 'The history store did not do its part: try again', { cause: error });
  }
}

/** The gRPC code of an error of the SDK; undefined for any other. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
