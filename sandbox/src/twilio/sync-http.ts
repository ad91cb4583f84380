import type { Centre } from './centre';
import { CHAT_SERVICE_SID } from './sids';
import { syncObject, type SyncItem, type SyncObject } from './sync-objects';

const CDS = 'https://cds.us1.twilio.com/v3';

/** Sync's own HTTP, as it is tunnelled: open an object by name, read its items. Undefined when nobody has the object. */
export function syncHttp(centre: Centre, url: URL): unknown {
  const [, kind, name, items] =
    /\/v3\/(?:.*\/)?(Documents|Lists|Maps)\/([^/]+)(\/Items)?$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const object = name === undefined ? undefined : syncObject(centre, name);
  if (!object || object.kind !== kind) return undefined;
  return items === undefined ? describe(object) : page(object, url.searchParams);
}

function describe(object: SyncObject): Record<string, unknown> {
  const now = new Date().toISOString();
  const url = `${CDS}/${object.kind}/${object.name}`;
  return {
    sid: object.sid,
    unique_name: object.name,
    service_sid: CHAT_SERVICE_SID,
    revision: '0',
    last_event_id: 0,
    date_created: now,
    date_updated: now,
    date_expires: null,
    created_by: 'system',
    url,
    links: { items: `${url}/Items` },
    ...(object.kind === 'Documents' && { data: object.content() }),
  };
}

function page(object: SyncObject, query: URLSearchParams): Record<string, unknown> {
  const key = query.get('Key') ?? query.get('key');
  const all = object.items().map((item, index) => row(item, index));
  const items = key === null ? all : all.filter((item) => item.key === key);
  if (query.get('Order') === 'desc') items.reverse();
  return { items, meta: { key: 'items', next_token: null, previous_token: null, direction: 'FORWARD', from_key: '' } };
}

function row({ key, data }: SyncItem, index: number): Record<string, unknown> {
  const now = new Date().toISOString();
  return {
    index,
    revision: '0',
    last_event_id: index,
    date_created: now,
    date_updated: now,
    date_expires: null,
    data,
    ...(key !== undefined && { key }),
  };
}
