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
  IdentityDocument,
  InteractionDocument,
  MergeDocument,
  OutcomeMonthDocument,
  PendingMergeDocument,
  ProbeDocument,
  ProvisioningDocument,
  ReasonCodesDocument,
  ReasonCodesDraftDocument,
  SalesforceLogDocument,
  SalesforceUsageDocument,
  ServiceActionDocument,
  SettingsDocument,
} from './documents';

/** A collection of one kind of document. */
export interface TypedCollection<T> {
  (store: Firestore): CollectionReference<T>;
  path: string;
  /** Whether its documents, or their names, tell anything of a customer or of what an agent wrote about one. */
  personalData: boolean;
}

/** The only place where a stored document gets its type: this product alone writes these collections. */
function typed<T extends object>(path: string, { personalData }: { personalData: boolean }): TypedCollection<T> {
  const converter: FirestoreDataConverter<T> = {
    toFirestore: (document) => document,
    fromFirestore: (snapshot) => snapshot.data() as T,
  };
  return Object.assign((store: Firestore) => store.collection(path).withConverter(converter), { path, personalData });
}

/** Every collection there is; lint forbids to name one elsewhere. */
export const collections = {
  customers: typed<CustomerDocument>('customers', { personalData: true }),
  /** A document's name is the address. */
  identities: typed<IdentityDocument>('identities', { personalData: true }),
  interactions: typed<InteractionDocument>('interactions', { personalData: true }),
  merges: typed<MergeDocument>('merges', { personalData: true }),
  /** A document's name is the reservation. */
  drafts: typed<DraftDocument>('drafts', { personalData: true }),
  acceptances: typed<AcceptanceDocument>('acceptances', { personalData: true }),
  pendingMerges: typed<PendingMergeDocument>('pendingMerges', { personalData: false }),
  salesforceLog: typed<SalesforceLogDocument>('salesforceLog', { personalData: false }),
  salesforceUsage: typed<SalesforceUsageDocument>('salesforceUsage', { personalData: false }),
  /** What is being done, or was done last, about a record in Salesforce. */
  serviceActions: typed<ServiceActionDocument>('serviceActions', { personalData: false }),
  /** Ids and numbers of orders, and why one failed. */
  provisionings: typed<ProvisioningDocument>('provisionings', { personalData: false }),
  eventCursors: typed<EventCursorDocument>('eventCursors', { personalData: false }),
  outcomeMonths: typed<OutcomeMonthDocument>('outcomeMonths', { personalData: false }),
  audit: typed<AuditDocument>('audit', { personalData: false }),
  reasonCodes: typed<ReasonCodesDocument>('reasonCodes', { personalData: false }),
  reasonCodeRevisions: typed<ReasonCodesDocument>('reasonCodeRevisions', { personalData: false }),
  reasonCodeDrafts: typed<ReasonCodesDraftDocument>('reasonCodeDrafts', { personalData: false }),
  /** One document, `data`: which version the stored data has. */
  meta: typed<DataVersionDocument>('meta', { personalData: false }),
  settings: typed<SettingsDocument>('settings', { personalData: false }),
  /** Written and deleted again by whoever looks whether the store works. */
  probes: typed<ProbeDocument>('probes', { personalData: false }),
  settingsRevisions: typed<SettingsDocument>('settingsRevisions', { personalData: false }),
} as const;

/** Several documents of one collection, in the order asked; none for none. The SDK's own `getAll` forgets their type. */
export async function getAll<T>(store: Firestore, refs: readonly DocumentReference<T>[]): Promise<DocumentSnapshot<T>[]> {
  return refs.length === 0 ? [] : ((await store.getAll(...(refs as readonly DocumentReference[]))) as DocumentSnapshot<T>[]);
}
