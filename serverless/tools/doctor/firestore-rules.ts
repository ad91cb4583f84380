import { v1 } from '@google-cloud/firestore';
import { credentials } from '@grpc/grpc-js';
import type { Finding } from '../../src/runtime/diagnosis';
import { collections } from '../../src/vendors/firestore/collections';
import type { FirestorePlan } from '../deploy/firestore';

/** What Firestore says to who may not (gRPC: PERMISSION_DENIED, UNAUTHENTICATED). */
const REFUSED = [7, 16];
const MEND =
  'Publish serverless/firestore/firestore.rules in the Firebase console (Firestore › Rules), together with what other apps of the project need';

/**
 * Whether the security rules keep a stranger out (OP-2): each of our collections is asked, without a credential, for a document that
 * isn't there. The deployment leaves the rules alone, as they are the whole project's; new databases in test mode are open to anybody.
 */
export async function rulesFinding({ projectId, standIn }: FirestorePlan): Promise<Finding> {
  const id = 'firestore.rules';
  const [servicePath, port] = standIn?.split(':') ?? [];
  const stranger = new v1.FirestoreClient({
    projectId,
    ...(standIn === null
      ? { sslCreds: credentials.createSsl() }
      : { servicePath: servicePath ?? '', port: Number(port), sslCreds: credentials.createInsecure() }),
  });
  try {
    const paths = Object.values(collections).map(({ path }) => path);
    const answers = await Promise.all(paths.map((path) => isOpen(stranger, projectId, path)));
    const open = paths.filter((_, at) => answers[at]);
    if (open.length === 0) return { id, level: 'ok', text: 'The security rules keep strangers out' };
    return { id, level: 'fail', text: `Anybody on the internet can read ${open.join(', ')}`, mend: MEND };
  } catch (error) {
    // the store's own lines say what is wrong with it
    const words = error instanceof Error ? error.message : String(error);
    return { id, level: 'warn', text: `Whether strangers are kept out couldn’t be tried: ${words}` };
  } finally {
    await stranger.close();
  }
}

/** @throws what is neither an answer nor a refusal */
async function isOpen(stranger: InstanceType<typeof v1.FirestoreClient>, projectId: string, path: string): Promise<boolean> {
  const database = `projects/${projectId}/databases/(default)`;
  const stream = stranger.batchGetDocuments({ database, documents: [`${database}/documents/${path}/nobody`] });
  return new Promise((resolve, reject) => {
    stream.on('data', () => resolve(true));
    stream.on('end', () => resolve(true));
    stream.on('error', (error: Error & { code?: number }) =>
      REFUSED.includes(error.code ?? -1) ? resolve(false) : reject(error),
    );
  });
}
