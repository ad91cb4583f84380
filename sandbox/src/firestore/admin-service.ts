import { status, type handleUnaryCall, type Server, type ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protos from '@google-cloud/firestore/build/protos/admin_v1.json';
import type { EmbeddedFirestore } from './embedded';
import type { CompositeIndex, IndexField } from './indexes';

interface Parented {
  parent: string;
}
interface NewIndex extends Parented {
  index: { queryScope: string; fields: IndexField[] };
}
interface NewField {
  field: { name: string; indexConfig?: { indexes?: object[] } };
  updateMask?: { paths?: string[] };
}

/** An index that is being built is listed so often before it can be used. */
const LISTED_WHILE_BUILT = 2;
const NAME = '__name__';

/**
 * The part of Google's Admin API that makes indexes and exemptions (google.firestore.admin.v1), on the embedded store: a new index takes a while,
 * serves no query until then, and gets the document's name added to its fields; a second like it is refused.
 */
export function addAdminService(server: Server, store: EmbeddedFirestore): void {
  const service = fromJSON(protos, {
    keepCase: false,
    longs: String,
    enums: String,
    oneofs: true,
    defaults: false,
    arrays: true,
  });
  const building = new Map<CompositeIndex, number>();
  const methods = {
    listIndexes: ({ parent }: Parented) => {
      const project = parent.replace(/\/collectionGroups\/.*/, '');
      const indexes = [
        ...store.indexes().indexes.map((index) => onWire(project, index, 'READY')),
        ...[...building.keys()].map((index) => onWire(project, index, 'CREATING')),
      ];
      for (const [index, listed] of building) {
        building.set(index, listed + 1);
        if (listed + 1 < LISTED_WHILE_BUILT) continue;
        building.delete(index);
        store.setIndexes({ ...store.indexes(), indexes: [...store.indexes().indexes, index] });
      }
      return { indexes };
    },
    createIndex: ({ parent, index }: NewIndex) => {
      const made = { collectionGroup: groupOf(parent), queryScope: index.queryScope, fields: withName(index.fields) };
      const known = [...store.indexes().indexes, ...building.keys()].some((each) => same(each, made));
      if (known) throw Object.assign(new Error('index already exists'), { code: status.ALREADY_EXISTS });
      building.set(made, 0);
      return operation(parent);
    },
    listFields: ({ parent }: Parented) => ({
      fields: store.indexes().fieldOverrides.map(({ collectionGroup, fieldPath, indexes }) => ({
        name: `${parent.replace(/\/collectionGroups\/.*/, '')}/collectionGroups/${collectionGroup}/fields/${fieldPath}`,
        indexConfig: { indexes, usesAncestorConfig: false },
      })),
    }),
    updateField: ({ field, updateMask }: NewField) => {
      if (updateMask?.paths?.join() !== 'index_config')
        throw Object.assign(new Error('only index_config can be changed'), { code: status.INVALID_ARGUMENT });
      const made = { collectionGroup: groupOf(field.name), fieldPath: field.name.split('/fields/')[1] ?? '', indexes: [] };
      store.setIndexes({ ...store.indexes(), fieldOverrides: [...store.indexes().fieldOverrides, made] });
      return operation(field.name);
    },
  };
  const definition = service['google.firestore.admin.v1.FirestoreAdmin'] as ServiceDefinition;
  server.addService(
    definition,
    Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, unary(store, method as Method)])),
  );
}

type Method = (request: unknown) => unknown;

function unary(store: EmbeddedFirestore, method: Method): handleUnaryCall<unknown, unknown> {
  return ({ request }, answer) => {
    try {
      const refused = store.refusal();
      if (refused !== null) throw refused;
      answer(null, method(request));
    } catch (error) {
      const { code = status.INTERNAL, message } = error as { code?: number; message?: string };
      answer({ code, details: String(message).replace(/^\d+ [A-Z_]+: /, '') });
    }
  };
}

const groupOf = (name: string): string => /\/collectionGroups\/([^/]+)/.exec(name)?.[1] ?? '';
const operation = (parent: string) => ({ name: `${parent.replace(/\/collectionGroups\/.*/, '')}/operations/1`, done: false });
const onWire = (database: string, { collectionGroup, queryScope, fields }: CompositeIndex, state: string) => ({
  name: `${database}/collectionGroups/${collectionGroup}/indexes/${fields.map(({ fieldPath }) => fieldPath).join('-')}`,
  queryScope,
  fields: withName(fields),
  state,
});
const withName = (fields: readonly IndexField[]): readonly IndexField[] => {
  const last = fields.at(-1);
  return last?.fieldPath === NAME ? fields : [...fields, { fieldPath: NAME, order: last?.order ?? 'ASCENDING' }];
};
const same = (one: CompositeIndex, other: CompositeIndex): boolean =>
  JSON.stringify([one.collectionGroup, one.queryScope, withName(one.fields)]) ===
  JSON.stringify([other.collectionGroup, other.queryScope, withName(other.fields)]);
