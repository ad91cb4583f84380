import type { Firestore } from 'firebase-admin/firestore';
import type { Config } from '../../config/config';
import { UpstreamError } from '../../runtime/errors';
import { processWide } from '../../runtime/process-wide';
import { timings } from '../../runtime/timings';

/** A project's store in this process, for whichever bundle asks; plain values, and the package's own classes. */
interface Held {
  store: Firestore;
  open: () => Firestore;
  /** It didn't answer: whoever asks next gets another. */
  failed: boolean;
}

const held = (): Map<string, Held> => processWide('firestore', () => new Map<string, Held>());

/**
 * The process's store. One that didn't answer is replaced by a new client with a connection of its own (OP-7): the SDK itself never
 * gives up a connection that died without a word. FIRESTORE_EMULATOR_HOST is the SDK's own variable and is obeyed by it. Not `preferRest`: there a create() on a document that exists is retried for minutes.
 * @throws UpstreamError upstream_unavailable where there is no credential
 */
export async function openFirestore(config: Config['firestore']): Promise<Firestore> {
  const { Firestore } = await import('firebase-admin/firestore');
  const known = held().get(keyOf(config));
  const mine = known ?? hold(keyOf(config), () => new Firestore(settingsOf(config)));
  if (mine.failed) replace(mine);
  return mine.store;
}

/**
 * Makes a store the process's own for a project.
 * @param open gives the store, and another in its place when it has failed
 * @returns takes it away again
 */
export function holdFirestore(projectId: string, open: () => Firestore): () => void {
  const key = keyOf({ projectId, serviceAccount: undefined });
  held().set(key, { store: open(), open, failed: false });
  return () => void held().delete(key);
}

/** The store in use didn't answer: the next request opens a new connection. */
export function firestoreFailed(): void {
  for (const each of held().values()) each.failed = true;
}

const keyOf = ({ projectId, serviceAccount }: Config['firestore']): string =>
  `${projectId ?? serviceAccount?.project_id ?? ''} ${serviceAccount?.client_email ?? ''}`;

function hold(key: string, open: () => Firestore): Held {
  const mine = { store: open(), open, failed: false };
  held().set(key, mine);
  return mine;
}

function replace(mine: Held): void {
  const old = mine.store;
  Object.assign(mine, { store: mine.open(), failed: false });
  if (mine.store === old) return;
  // Others may still be at work on it: it ends when every request that knows it has ended. What it then says is nobody's
  const end = setTimeout(() => void old.terminate().catch(() => undefined), 2 * timings.deadline);
  end.unref();
}

/** @throws UpstreamError where there is nothing to log in with: the SDK would look for a cloud machine around it for ten seconds */
function settingsOf({ projectId, serviceAccount }: Config['firestore']): FirebaseFirestore.Settings {
  if (serviceAccount === undefined && !process.env.GOOGLE_APPLICATION_CREDENTIALS && !process.env.FIRESTORE_EMULATOR_HOST)
    throw new UpstreamError('firestore', 'upstream_unavailable', 'The history store can’t be asked without a service account', {
      reason: 'NO_CREDENTIAL',
    });
  const { project_id, client_email, private_key } = serviceAccount ?? {};
  const project = projectId ?? project_id;
  return {
    ...(project === undefined ? {} : { projectId: project }),
    ...(client_email === undefined ? {} : { credentials: { client_email, private_key } }),
    // what Google refuses (a revoked key, a missing index) isn't asked again: the older way repeats every failed read for eight seconds
    gaxServerStreamingRetries: true,
    // a reopened client must not be given the old connection, which gRPC keeps for all
    'grpc.use_local_subchannel_pool': 1,
    // after an outage it is seen within a second that it is over
    'grpc.max_reconnect_backoff_ms': 1_000,
  };
}
