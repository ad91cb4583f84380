import type {
  CollectionReference,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  FirestoreDataConverter,
} from 'firebase-admin/firestore';
import type {
  AcceptanceDocument,
  AuditDocument,
  CustomerDocument,
  DataVersionDocument,
  DraftDocument,
  EventCursorDocument,
  ErasedMarkDocument,
  ErasureDocument,
  IdentityDocument,
  InteractionDocument,
  MergeDocument,
  OutcomeMonthDocument,
  PendingMergeDocument,
  ProbeDocument,
  ProvisioningDocument,
  ReasonCodesDocument,
  RecountDocument,
  ReasonCodesDraftDocument,
  SalesforceLogDocument,
  SalesforceUsageDocument,
  ServiceActionDocument,
  SettingsDocument,
} from './documents';

/** A collection of one kind of document. */
export interface TypedCollection<T, P extends boolean = boolean> {
  (store: Firestore): CollectionReference<T>;
  path: string;
  /** Whether its documents, or their names, tell anything of a customer or of what an agent wrote about one. */
  personalData: P;
}

/** The only place where a stored document gets its type: this product alone writes these collections. */
function typed<T extends object, P extends boolean>(path: string, personalData: P): TypedCollection<T, P> {
  const converter: FirestoreDataConverter<T> = {
    toFirestore: (document) => document,
    fromFirestore: (snapshot) => snapshot.data() as T,
  };
  return Object.assign((store: Firestore) => store.collection(path).withConverter(converter), { path, personalData });
}
/** Of people: doesn't compile until `privacy/rules.ts` says how what it holds of somebody is found, exported and erased (PR-1). */
const personal = <T extends object>(path: string): TypedCollection<T, true> => typed<T, true>(path, true);
const impersonal = <T extends object>(path: string): TypedCollection<T, false> => typed<T, false>(path, false);

/** Every collection there is; lint forbids to name one elsewhere. */
export const collections = {
  customers: personal<CustomerDocument>('customers'),
  /** A document's name is the address. */
  identities: personal<IdentityDocument>('identities'),
  interactions: personal<InteractionDocument>('interactions'),
  merges: personal<MergeDocument>('merges'),
  /** A document's name is the reservation. */
  drafts: personal<DraftDocument>('drafts'),
  acceptances: personal<AcceptanceDocument>('acceptances'),
  pendingMerges: impersonal<PendingMergeDocument>('pendingMerges'),
  salesforceLog: impersonal<SalesforceLogDocument>('salesforceLog'),
  salesforceUsage: impersonal<SalesforceUsageDocument>('salesforceUsage'),
  /** Being erased, or erased (PR-1): whose keys stand here until the end. */
  erasures: personal<ErasureDocument>('erasures'),
  /** Ids and hashes of whom was erased, so that what was on its way names nobody. */
  erasedMarks: impersonal<ErasedMarkDocument>('erasedMarks'),
  /** What is being done, or was done last, about a record in Salesforce. */
  serviceActions: impersonal<ServiceActionDocument>('serviceActions'),
  /** Ids and numbers of orders, and why one failed. */
  provisionings: impersonal<ProvisioningDocument>('provisionings'),
  eventCursors: impersonal<EventCursorDocument>('eventCursors'),
  outcomeMonths: impersonal<OutcomeMonthDocument>('outcomeMonths'),
  recounts: impersonal<RecountDocument>('recounts'),
  audit: impersonal<AuditDocument>('audit'),
  reasonCodes: impersonal<ReasonCodesDocument>('reasonCodes'),
  reasonCodeRevisions: impersonal<ReasonCodesDocument>('reasonCodeRevisions'),
  reasonCodeDrafts: impersonal<ReasonCodesDraftDocument>('reasonCodeDrafts'),
  /** One document, `data`: which version the stored data has. */
  meta: impersonal<DataVersionDocument>('meta'),
  settings: impersonal<SettingsDocument>('settings'),
  /** Written and deleted again by whoever looks whether the store works. */
  probes: impersonal<ProbeDocument>('probes'),
  settingsRevisions: impersonal<SettingsDocument>('settingsRevisions'),
} as const;

/** Several documents of one collection, in the order asked; none for none. The SDK's own `getAll` forgets their type. */
export async function getAll<T>(store: Firestore, refs: readonly DocumentReference<T>[]): Promise<DocumentSnapshot<T>[]> {
  return refs.length === 0 ? [] : ((await store.getAll(...(refs as readonly DocumentReference[]))) as DocumentSnapshot<T>[]);
}

export type Collections = typeof collections;
/** Those that hold anything of a person. */
export type PersonalCollection = {
  [C in keyof Collections]: Collections[C]['personalData'] extends true ? C : never;
}[keyof Collections];
