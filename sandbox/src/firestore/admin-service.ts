import { status, type handleUnaryCall, type Server, type ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import protos from '@google-cloud/firestore/build/protos/admin_v1.json';
import type { EmbeddedFirestore } from './embedded';
import type { CompositeIndex, FieldOverride, IndexField } from './indexes';

interface Parented {
  parent: string;
}
interface NewIndex extends Parented {
  index: { queryScope: string; fields: IndexField[] };
}
interface FieldList extends Parented {
  filter?: string;
}
interface NewField {
  field: { name: string; indexConfig?: { indexes?: object[] }; ttlConfig?: object };
  updateMask?: { paths?: string[] };
}

/** An index that is being built is listed so often before it can be used. */
const LISTED_WHILE_BUILT = 2;
const NAME = '__name__';

/**
 * The part of Google's Admin API that makes indexes, exemptions and time-to-live policies (google.firestore.admin.v1), on the embedded store: a new index takes a while,
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
    listFields: ({ parent, filter }: FieldList) => {
      const isListed = FIELD_FILTERS[filter ?? ''];
      if (isListed === undefined) throw Object.assign(new Error('unsupported filter'), { code: status.INVALID_ARGUMENT });
      return {
        fields: store
          .indexes()
          .fieldOverrides.filter(isListed)
          .map(({ collectionGroup, fieldPath, indexes, ttl }) => ({
            name: `${parent.replace(/\/collectionGroups\/.*/, '')}/collectionGroups/${collectionGroup}/fields/${fieldPath}`,
            indexConfig: { indexes: indexes ?? [], usesAncestorConfig: indexes === undefined },
            ...(ttl ? { ttlConfig: { state: 'ACTIVE' } } : {}),
          })),
      };
    },
    updateField: ({ field, updateMask }: NewField) => {
      const change = { index_config: { indexes: [] }, ttl_config: { ttl: field.ttlConfig !== undefined } }[
        updateMask?.paths?.join() ?? ''
      ];
      if (change === undefined)
        throw Object.assign(new Error('only index_config or ttl_config can be changed'), { code: status.INVALID_ARGUMENT });
      const place = { collectionGroup: groupOf(field.name), fieldPath: field.name.split('/fields/')[1] ?? '' };
      const isPlace = (each: FieldOverride): boolean =>
        each.collectionGroup === place.collectionGroup && each.fieldPath === place.fieldPath;
      const { fieldOverrides, ...rest } = store.indexes();
      const others = fieldOverrides.filter((each) => !isPlace(each));
      // a group of collections has one such field at most
      if ('ttl' in change && others.some(({ collectionGroup, ttl }) => ttl && collectionGroup === place.collectionGroup))
        throw Object.assign(new Error('another field has a TTL policy'), { code: status.FAILED_PRECONDITION });
      store.setIndexes({ ...rest, fieldOverrides: [...others, { ...fieldOverrides.find(isPlace), ...place, ...change }] });
      return operation(field.name);
    },
  };
  const definition = service['google.firestore.admin.v1.FirestoreAdmin'] as ServiceDefinition;
  server.addService(
    definition,
    Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, unary(store, method as Method)])),
  );
}

/** The two that Google takes (google.firestore.admin.v1 ListFieldsRequest). */
const FIELD_FILTERS: Readonly<Record<string, (field: FieldOverride) => boolean>> = {
  'indexConfig.usesAncestorConfig:false': ({ indexes }) => indexes !== undefined,
  'ttlConfig:*': ({ ttl }) => ttl === true,
};

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
