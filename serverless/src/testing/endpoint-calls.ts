import type { EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import type { CurrentSettings } from '@interaction-history/shared/src/contract/settings';
import { ACCOUNT } from '@interaction-history/sandbox/src/environment';
import type { Invoked } from '@interaction-history/sandbox/src/invoke';
import { Timestamp } from 'firebase-admin/firestore';
import type { TwilioHandler } from '../runtime/twilio';
import { eventFields, post } from './events';
import { sidOf } from './context';
import type { TestEnvironment } from './environment';

/** One call of an endpoint that a healthy centre answers with 200 (an event: 204), however often it is sent. */
export interface EndpointCall {
  path: EndpointPath;
  send: () => Promise<Invoked>;
}
/** What the calls write, to count it afterwards. */
export interface Written {
  reservationSid: string;
  endedReservationSid: string;
  amended: string;
  requestKey: string;
  /** Of the inquiry that is filed as a service action. */
  inquiryKey: string;
  newPhone: string;
  accountNumber: string;
  winnerId: string;
  loserId: string;
  /** Its merge into `partedId` is undone. */
  splitId: string;
  partedId: string;
}

let rounds = 0;

/**
 * A call of every endpoint, each on a task and records of its own, so that they can run side by side. Makes what they need first: the
 * sources must be well. Tokens are new, so that Twilio is asked of them.
 */
export async function everyEndpoint(centre: TestEnvironment): Promise<{ calls: EndpointCall[]; written: Written }> {
  const n = (rounds += 1);
  const asked = { ada: centre.as('ada'), sam: centre.as('sam'), root: centre.as('root') };
  const handlerOf = async (path: string): Promise<TwilioHandler> =>
    ((await import(`../../functions/${path}`)) as { handler: TwilioHandler }).handler;
  const send = async (path: string, fields: Record<string, unknown>, who: keyof typeof asked = 'ada'): Promise<Invoked> =>
    asked[who](await handlerOf(path), fields);
  const prepared = async (path: string, fields: Record<string, unknown>, who = 'ada'): Promise<unknown> => {
    const answer = await centre.as(who)(await handlerOf(path), fields);
    if (answer.status !== 200)
      throw new Error(`${path} answered ${answer.status} before the fault: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const ring = (persona = 'unknown') => {
    const rung = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(rung.taskSid);
    return rung;
  };
  const contact = centre.salesforce.records.all('Contact').find(({ Email }) => Email === 'd.okafor@okaforreid.example');
  const record = JSON.stringify({ source: 'salesforce', contactId: contact?.Id, accountId: null });

  const linked = ring('one-match');
  const { customer } = (await prepared('tasks/link-customer', { taskSid: linked.taskSid, record })) as {
    customer: { customerId: string };
  };
  const amended = ring();
  const recording = { customerId: '', reasonId: 'billing_refund_status', comment: 'Refund agreed.' };
  await prepared('interactions/record', { ...amended, ...recording });
  const { version } = (await prepared('reason-codes/current', {})) as { version: number };
  const settings = (await prepared('settings/current', {})) as CurrentSettings;
  const written: Written = {
    ...{ reservationSid: '', endedReservationSid: '', amended: `${amended.taskSid}_${amended.reservationSid}` },
    ...{
      requestKey: `fault-matrix-${n}`,
      inquiryKey: `fault-inquiry-${n}`,
      newPhone: `+1212555${String(1_000 + n)}`,
      accountNumber: 'A-204417',
    },
    ...{ winnerId: `winner${n}`, loserId: `loser${n}`, splitId: `split${n}`, partedId: `parted${n}` },
  };
  await twoCustomers(centre, written.winnerId, written.loserId);
  await twoCustomers(centre, written.partedId, written.splitId);
  await prepared('customers/merge', { customerId: written.partedId, duplicateId: written.splitId }, 'sam');
  const released = { kind: 'phone', value: written.newPhone.replace('+1212', '+1646') };
  await keptAddress(centre, `released${n}`, released.value);
  const [recorded, ended] = [ring(), ring()];
  written.reservationSid = recorded.reservationSid;
  written.endedReservationSid = ended.reservationSid;
  const taskToLink = ring('one-match').taskSid;
  const [taskToImport, taskToCreate] = [ring().taskSid, ring().taskSid];
  const unknown = [sidOf('WT', n), sidOf('WR', n), sidOf('WK', n)].join('_');
  const drafted = ring();
  const about = JSON.stringify({ customerId: null, link: null, unlink: false, customerName: null });
  const newCustomer = { firstName: 'Nia', lastName: `Fault ${n}`, phone: written.newPhone };
  const event = eventFields(centre, 'reservation.wrapup', ended.taskSid, {
    ReservationSid: ended.reservationSid,
    WorkerSid: centre.twilio.taskrouter.reservation(ended.reservationSid).workerSid,
    WorkerName: 'ada@example.com',
    AccountSid: ACCOUNT.accountSid,
  });

  const ofDavid = { taskSid: linked.taskSid, customerId: customer.customerId };
  const inquiry = JSON.stringify({ kind: 'general-inquiry', subject: 'Router', description: 'Blinks.' });
  const held = `held${n}`;
  const gone = `gone${n}`;
  await twoCustomers(centre, held, gone);
  const codes = { baseVersion: version, version: 1 };
  const table: { [P in EndpointPath]: () => Promise<Invoked> } = {
    'customers/lookup': () => send('customers/lookup', { address: '+14155550127' }),
    'customers/search': () => send('customers/search', { name: 'yamamoto' }),
    'customers/master-record': () => send('customers/master-record', { accountNumber: written.accountNumber }),
    'customers/import': () => send('customers/import', { taskSid: taskToImport, accountNumber: written.accountNumber }),
    'customers/create': () => send('customers/create', { taskSid: taskToCreate, ...newCustomer }),
    'customers/find-stored': () => send('customers/find-stored', { text: written.winnerId }, 'sam'),
    'customers/merge': () => send('customers/merge', { customerId: written.winnerId, duplicateId: written.loserId }, 'sam'),
    'customers/joined': () => send('customers/joined', { customerId: customer.customerId }, 'sam'),
    'customers/split': () => send('customers/split', { customerId: written.partedId, mergedId: written.splitId }, 'sam'),
    'customers/release-address': () =>
      send('customers/release-address', { customerId: `released${n}`, identity: JSON.stringify(released) }, 'sam'),
    'services/of-customer': () => send('services/of-customer', ofDavid),
    'services/products': () => send('services/products', {}),
    'services/run': () => send('services/run', { ...ofDavid, requestKey: written.inquiryKey, action: inquiry }),
    'drafts/save': () => send('drafts/save', { ...drafted, reasonId: '', comment: 'Half a sentence', about }),
    'drafts/of-task': () => send('drafts/of-task', drafted),
    'drafts/own': () => send('drafts/own', {}),
    'drafts/key': () => send('drafts/key', {}),
    'cases/create': () =>
      send('cases/create', {
        taskSid: linked.taskSid,
        customerId: customer.customerId,
        subject: 'Router',
        requestKey: written.requestKey,
      }),
    'tasks/link-customer': () => send('tasks/link-customer', { taskSid: taskToLink, record }),
    'interactions/list': () => send('interactions/list', { address: '+14155550127' }),
    'interactions/record': () => send('interactions/record', { ...recorded, ...recording }),
    'interactions/amend': () =>
      send('interactions/amend', { ...amended, comment: 'Paid.', baseRevision: '0', amendmentKey: `fault-matrix-${n}` }),
    'interactions/own': () => send('interactions/own', {}),
    'interactions/unconfirmed': () => send('interactions/unconfirmed', {}, 'sam'),
    'interactions/confirm': () => send('interactions/confirm', { interactionId: unknown, confirmed: 'true' }, 'sam'),
    'interactions/log-pending': () => send('interactions/log-pending', {}),
    'reason-codes/current': () => send('reason-codes/current', {}),
    'reason-codes/draft': () => send('reason-codes/draft', {}, 'sam'),
    'reason-codes/publish': () => send('reason-codes/publish', { baseVersion: String(version), codes: '[]' }, 'sam'),
    'reason-codes/revisions': () => send('reason-codes/revisions', {}, 'sam'),
    'reason-codes/restore': () => send('reason-codes/restore', codes, 'sam'),
    'reason-codes/import': () => send('reason-codes/import', { format: 'json', text: '[]' }, 'sam'),
    'workspace/current': () => send('workspace/current', {}, 'sam'),
    'settings/current': () => send('settings/current', {}),
    'settings/publish': () =>
      send('settings/publish', { baseVersion: String(settings.version), settings: '{}', note: `${n}` }, 'root'),
    'settings/revisions': () => send('settings/revisions', {}, 'sam'),
    'outcomes/report': () => send('outcomes/report', { from: '2026-11-01', to: '2026-11-30' }, 'sam'),
    'outcomes/interactions': () => send('outcomes/interactions', { from: '2026-11-01', to: '2026-11-30' }, 'sam'),
    'audit/list': () =>
      send('audit/list', { text: 'A-204417', from: '2026-01-01T00:00:00.000Z', to: '2036-01-01T00:00:00.000Z' }, 'root'),
    'audit/limits': () => send('audit/limits', {}, 'sam'),
    'privacy/find': () => send('privacy/find', { text: 'A-204417' }, 'root'),
    'privacy/export': () => send('privacy/export', { customerIds: JSON.stringify([held]) }, 'root'),
    'privacy/hold': () => send('privacy/hold', { customerId: held, note: 'court case' }, 'root'),
    'privacy/erase': () =>
      send('privacy/erase', { customerIds: JSON.stringify([gone]), confirm: gone, reference: `T-${n}` }, 'root'),
    health: () => send('health', {}, 'root'),
    'taskrouter/events': () => post(centre, event),
  };
  const calls = Object.entries(table).map(([path, call]) => ({ path: path as EndpointPath, send: call }));
  return { calls, written };
}

const customerNamed = (name: string, interactionCount: number, phones: string[] = []) => {
  const by = 'WK' + '1'.repeat(32);
  return {
    ...{ name, company: null, accountNumber: null, email: null, phones, salesforce: null, interactionCount },
    ...{ createdAt: Timestamp.now(), createdBy: by, updatedAt: Timestamp.now(), updatedBy: by },
  };
};

/** Two stored customers to merge, named as their ids, the loser with one entry. */
async function twoCustomers({ firestore: { store } }: TestEnvironment, winnerId: string, loserId: string): Promise<void> {
  const batch = store.batch();
  batch.set(store.doc(`customers/${winnerId}`), customerNamed(winnerId, 0));
  batch.set(store.doc(`customers/${loserId}`), customerNamed(loserId, 1));
  batch.set(store.doc(`interactions/of-${loserId}`), { customerId: loserId });
  await batch.commit();
}

async function keptAddress({ firestore: { store } }: TestEnvironment, customerId: string, phone: string): Promise<void> {
  const batch = store.batch();
  batch.set(store.doc(`customers/${customerId}`), customerNamed(customerId, 0, [phone]));
  batch.set(store.doc(`identities/phone:${phone}`), { customerId });
  await batch.commit();
}
