import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import type { LookupResponse } from '@interaction-history/shared/src/contract/customers';
import type { Interaction, ListResponse } from '@interaction-history/shared/src/contract/interactions';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import type { CurrentSettings, PublishSettingsResponse, Settings } from '@interaction-history/shared/src/contract/settings';
import { settings as settingsSchema } from '@interaction-history/shared/src/contract/settings';
import { toCsv } from '@interaction-history/shared/src/reason-codes/file/export';
import { Timestamp } from 'firebase-admin/firestore';
import { handler as create } from '../../functions/customers/create';
import { handler as lookup } from '../../functions/customers/lookup';
import { handler as saveDraft } from '../../functions/drafts/save';
import { handler as health } from '../../functions/health';
import { handler as amend } from '../../functions/interactions/amend';
import { handler as list } from '../../functions/interactions/list';
import { handler as record } from '../../functions/interactions/record';
import { handler as currentCodes } from '../../functions/reason-codes/current';
import { handler as importCodes } from '../../functions/reason-codes/import';
import { handler as publishCodes } from '../../functions/reason-codes/publish';
import { handler as restoreCodes } from '../../functions/reason-codes/restore';
import { handler as current } from '../../functions/settings/current';
import { handler as publish } from '../../functions/settings/publish';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { PEOPLE } from '@interaction-history/sandbox/src/personas';
import { callFrom } from '../services/testing/centre';
import { eventFields, post } from '../testing/events';

/** Each setting, changed by a publication alone: the same process obeys at once, and goes back as soon as it is taken out. */
describe('AD-5 every setting is obeyed without a restart', () => {
  let centre: TestEnvironment;
  let ada: ReturnType<TestEnvironment['as']>;
  const tried = new Set<string>();
  beforeAll(async () => {
    centre = await startTestEnvironment();
    ada = centre.as('ada');
  }, 60_000);
  afterAll(() => centre.stop());
  beforeEach(() => void captureLog());
  afterEach(async () => {
    centre.salesforce.faults.clear();
    centre.firestore.setFault(null);
    await put({});
    jest.restoreAllMocks();
  });

  const now = async (who = 'ada'): Promise<CurrentSettings> => (await centre.as(who)(current, {})).body as CurrentSettings;
  const published = async (settings: unknown): Promise<{ status: number; body: unknown }> => {
    const { version: baseVersion } = await now();
    return centre.as('root')(publish, { baseVersion: String(baseVersion), settings: JSON.stringify(settings) });
  };
  const put = async (settings: Settings): Promise<void> => {
    expect(await published(settings)).toMatchObject({ status: 200, body: { outcome: 'published' } });
    for (const name of Object.keys(settings)) tried.add(name);
  };
  const rung = (persona = 'unknown') => {
    const call = centre.twilio.phone.ring(persona);
    centre.twilio.phone.accept(call.taskSid);
    return call;
  };
  const recorded = (call = rung(), comment = 'Agreed.') =>
    ada(record, { ...call, customerId: '', reasonId: 'billing_refund_status', comment });
  const attributesOf = ({ taskSid }: { taskSid: string }) => centre.twilio.taskrouter.task(taskSid).attributes;
  const treeNow = async () => (await ada(currentCodes, {})).body as { version: number; tree: { codes: ReasonCode[] } };

  test('requiredCustomerFields: what a new customer must have (ID-10)', async () => {
    const make = (phone: string) => ada(create, { taskSid: rung().taskSid, lastName: 'Vance', phone });
    expect((await make('(628) 555-0001')).status).toBe(200);
    await put({ requiredCustomerFields: ['lastName', 'email'] });
    expect(await make('(628) 555-0002')).toMatchObject({
      status: 400,
      body: { error: { fields: { email: { code: 'required' } } } },
    });
    await put({});
    expect((await make('(628) 555-0003')).status).toBe(200);
  });

  test('pageSize: entries of the first page (IH-1)', async () => {
    for (let n = 0; n < 3; n++) await recorded();
    const page = async () => ((await ada(list, { address: '+14155550187' })).body as ListResponse).interactions.length;
    expect(await page()).toBeGreaterThanOrEqual(3);
    await put({ pageSize: 2 });
    expect(await page()).toBe(2);
  });

  test('defaultRegion: how a national number is read (ID-1)', async () => {
    const identity = async () => ((await ada(lookup, { address: '03-1234-5678' })).body as LookupResponse).identity.value;
    expect(await identity()).not.toBe('+81312345678');
    await put({ defaultRegion: 'JP' });
    expect(await identity()).toBe('+81312345678');
  });

  test('salesforcePhoneFields: where else a number may stand (ID-4)', async () => {
    const [contact] = centre.salesforce.records.all('Contact');
    centre.salesforce.records.update('Contact', String(contact?.Id), { Fax: '+1 628 555 0144' });
    const found = async () => {
      const { salesforce } = (await ada(lookup, { address: '+16285550144' })).body as LookupResponse;
      return salesforce.status === 'ok' ? salesforce.matches.length : salesforce.status;
    };
    expect(await found()).toBe(0);
    await put({ salesforcePhoneFields: ['Contact.Fax'] });
    expect(await found()).toBe(1);
  });

  test.each(['readsWithoutTask', 'readsWithTask'] as const)('%s: how much a worker may read in a minute (TR-3)', async (name) => {
    const { taskSid } = rung();
    const most = name === 'readsWithTask' ? 20 : 5;
    await put({ [name]: most });
    const fields = { customerId: 'seed-priya', ...(name === 'readsWithTask' ? { taskSid } : {}) };
    const statuses: number[] = [];
    for (let n = 0; n <= most; n++) statuses.push((await ada(list, fields)).status);
    expect(statuses.at(-1)).toBe(429);
    await put({});
    expect((await ada(list, fields)).status).toBe(200);
  });

  test('salesforceShare: how many of the org’s calls the product uses (TR-3)', async () => {
    const own = async () => {
      const { salesforce } = (await centre.as('root')(health, {})).body as HealthResponse;
      return salesforce.status === 'ok' ? salesforce.own?.share : undefined;
    };
    await put({ salesforceShare: 50 });
    await own();
    const half = (await own()) ?? 0;
    await put({ salesforceShare: 10 });
    expect(await own()).toBe(Math.floor(half / 5));
  });

  test('timeZone: which day a recording counts under, and today is (OR-3)', async () => {
    const counted = async (): Promise<string | undefined> => {
      const call = rung();
      await recorded(call);
      const entry = (await centre.firestore.store.doc(`interactions/${call.taskSid}_${call.reservationSid}`).get()).data();
      return entry?.countedOn as string | undefined;
    };
    await put({ timeZone: 'Pacific/Kiritimati' });
    expect(await counted()).toBe(new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10));
    expect((await published({ timeZone: '+09:00' })).status).toBe(400);
    await put({});
    expect(await counted()).toBeUndefined();
  });

  test('keepInteractions, keepAudit, keepDrafts: when Firestore deletes what is written from now on (PR-5)', async () => {
    const { store } = centre.firestore;
    const written = async () => {
      const call = rung();
      await ada(saveDraft, {
        ...call,
        reasonId: '',
        comment: 'Half',
        about: JSON.stringify({ customerId: null, link: null, unlink: false, customerName: null }),
      });
      const draft = (await store.doc(`drafts/${call.reservationSid}`).get()).data();
      await recorded(call);
      const entry = (await store.doc(`interactions/${call.taskSid}_${call.reservationSid}`).get()).data();
      const rows = await store.collection('audit').where('taskSid', '==', call.taskSid).get();
      const row = rows.docs.map((doc) => doc.data()).find(({ action }) => action === 'interaction.record');
      return [entry, row, draft].map((document) => (document?.expiresAt as Timestamp | undefined)?.toDate());
    };
    await put({ keepInteractions: 24, keepAudit: 12, keepDrafts: 1 });
    const ends = await written();
    const days = ends.map((end) => Math.round(((end?.getTime() ?? 0) - Date.now()) / 86_400_000));
    expect([days[0], days[1], days[2]].map((each = 0) => Math.round(each / 30.44))).toEqual([24, 12, 1]);
    await put({});
    expect(await written()).toEqual([undefined, undefined, undefined]);
  });

  test('popMode: told to every desktop (ID-12)', async () => {
    expect((await now()).effective.popMode).toBe('tab');
    await put({ popMode: 'panel' });
    expect((await now()).effective.popMode).toBe('panel');
  });

  test('createInSalesforce: whether a new customer is made there, too (ID-10)', async () => {
    const contacts = () => centre.salesforce.records.all('Contact').length;
    const before = contacts();
    const make = (phone: string) => ada(create, { taskSid: rung().taskSid, lastName: 'Okuda', phone });
    expect((await make('(628) 555-0201')).status).toBe(200);
    expect(contacts()).toBe(before);
    await put({ createInSalesforce: true });
    expect((await make('(628) 555-0202')).status).toBe(200);
    expect(contacts()).toBe(before + 1);
  });

  test('logCallToSalesforce: whether an interaction waits to be logged there', async () => {
    const waiting = async () => (await centre.firestore.store.collection('salesforceLog').get()).size;
    await recorded();
    expect(await waiting()).toBe(0);
    await put({ logCallToSalesforce: true });
    await recorded();
    expect(await waiting()).toBe(1);
  });

  test('wrapUpPolicy: a comment with every reason, while the agent can still give one (RC-1)', async () => {
    const before = rung();
    await put({ wrapUpPolicy: 'reason-and-comment' });
    // A task that was there already ends under the policy that it began with
    expect((await recorded(before, ' ')).status).toBe(200);
    // TaskRouter dates in whole seconds: the publication was a moment ago
    const publishedAt = Timestamp.fromMillis(Date.now() - 5_000);
    await centre.firestore.store.collection('settings').doc('current').update({ publishedAt });
    const call = rung();
    expect(await recorded(call, ' ')).toMatchObject({
      status: 400,
      body: { error: { fields: { comment: { code: 'required' } } } },
    });
    const first = await recorded(call);
    expect(first.status).toBe(200);
    const { revision: baseRevision } = (first.body as { interaction: Interaction }).interaction;
    const emptied = { ...call, comment: '', baseRevision: String(baseRevision), amendmentKey: 'form-0001' };
    expect((await ada(amend, emptied)).status).toBe(400);
    // One that waited in an outbox until its task had ended was whole when it was made: it is never lost to a policy
    const waited = rung();
    centre.twilio.phone.hangUp(waited.taskSid);
    centre.twilio.phone.wrapUpTimeout(waited.taskSid);
    expect((await recorded(waited, '')).status).toBe(200);
    // A reason is needed under any policy
    expect((await ada(record, { ...rung(), customerId: '', reasonId: '', comment: 'x' })).status).toBe(400);
    await put({});
    expect((await recorded(rung(), '')).status).toBe(200);
  });

  test('defaultReasonId: the reason of tasks that end without the agent (RC-6)', async () => {
    const ended = async (): Promise<unknown> => {
      const call = rung();
      centre.twilio.phone.hangUp(call.taskSid);
      centre.twilio.phone.wrapUpTimeout(call.taskSid);
      expect((await post(centre, eventFields(centre, 'task.completed', call.taskSid))).status).toBe(204);
      return (await centre.firestore.store.collection('interactions').doc(`${call.taskSid}_${call.reservationSid}`).get()).get(
        'reason.id',
      );
    };
    expect(await ended()).toBe('unattended');
    await put({ defaultReasonId: 'no_action_silent' });
    expect(await ended()).toBe('no_action_silent');
  });

  test('locales: which columns of labels a file may bring (AD-3)', async () => {
    const { codes } = (await treeNow()).tree;
    const text = toCsv(codes.map((code, n) => (n === 0 ? { ...code, labels: { ...code.labels, fr: 'Facturation' } } : code)));
    const read = async () => ((await centre.as('sam')(importCodes, { format: 'csv', text })).body as { outcome: string }).outcome;
    expect(await read()).toBe('refused');
    await put({ locales: ['en', 'ja', 'fr'] });
    expect(await read()).toBe('read');
  });

  test('insightsMapping: what is written on the task, and what no more (OR-2)', async () => {
    const before = rung();
    await recorded(before);
    expect(attributesOf(before)).toMatchObject({ conversations: { outcome: 'billing_refund_status', content: 'Agreed.' } });
    await put({ insightsMapping: { 'conversations.conversation_label_3': 'reason.topLevel', 'conversations.content': null } });
    const after = rung();
    await recorded(after);
    const { conversations } = attributesOf(after);
    expect(conversations).toMatchObject({ outcome: 'billing_refund_status', conversation_label_3: 'billing' });
    expect(conversations).not.toHaveProperty('content');
  });

  test('centreNumbers: whose calls are nobody’s (ID-1)', async () => {
    const address = '+14155550127';
    const asked = async () => (await ada(lookup, { address })).body as LookupResponse;
    expect(await asked()).toMatchObject({ identity: { kind: 'phone' }, salesforce: { status: 'ok', total: 1 } });
    await put({ centreNumbers: [address] });
    const answer = await asked();
    expect(answer.identity.kind).toBe('withheld');
    expect(answer.salesforce).not.toMatchObject({ total: 1 });
  });

  test('serviceDecisionRoles, serviceDecisionSkills: who decides on checks and orders (SV-2)', async () => {
    const caller = await callFrom(centre, 'services-pending');
    const decision = { kind: 'record-eligibility', isEligible: true, result: 'Home', note: '' } as const;
    expect(await caller.run(decision)).toMatchObject({ status: 403 });
    await put({ serviceDecisionRoles: [], serviceDecisionSkills: ['approver'] });
    expect(await caller.run(decision, { person: 'sam' })).toMatchObject({ status: 403 });
    expect(await caller.run(decision)).toMatchObject({ status: 403 });
    const worker = centre.twilio.taskrouter.worker(PEOPLE[0]?.workerSid ?? '');
    worker.attributes = { ...worker.attributes, routing: { skills: ['approver'], levels: {} } };
    expect(await caller.run(decision)).toMatchObject({ status: 200, body: { outcome: 'done' } });
  });

  test('each setting there is has its test above', () => {
    expect([...tried].sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  });

  describe('what the screen is told', () => {
    test('published, deployed, default and effective apart; a setting taken out goes back to what is deployed', async () => {
      centre.env.MAX_RECORDS_PRESENTED = '15';
      try {
        await put({ pageSize: 25 });
        const told = { published: { pageSize: 25 }, deployed: { pageSize: 15 }, defaults: { pageSize: 10 } };
        for (const who of ['ada', 'sam', 'root'])
          expect(await now(who)).toMatchObject({ ...told, effective: { pageSize: 25, popMode: 'tab', wrapUpPolicy: 'reason' } });
        expect((await published({})).body).toMatchObject({ outcome: 'published', effective: { pageSize: 15 } });
        expect(await now()).toMatchObject({ published: {}, deployed: { pageSize: 15 }, effective: { pageSize: 15 } });
        expect(Object.keys((await now()).defaults).sort()).toEqual(
          Object.keys(settingsSchema.shape)
            .filter((name) => name !== 'defaultReasonId')
            .sort(),
        );
      } finally {
        delete centre.env.MAX_RECORDS_PRESENTED;
      }
    });
  });

  describe('what names something that is not there is refused', () => {
    const issuesOf = async (settings: unknown) => (await published(settings)).body as PublishSettingsResponse;

    test.each([
      ['nowhere', 'unknown-reason'],
      ['billing_refund_cheque', 'retired-reason'],
      ['billing', 'group-reason'],
    ])('RC-6 the default reason %s: %s', async (defaultReasonId, problem) => {
      expect(await issuesOf({ defaultReasonId })).toEqual({
        outcome: 'invalid',
        issues: [{ setting: 'defaultReasonId', problem, value: defaultReasonId }],
      });
    });

    test('ID-4 a phone field that the org does not have: it would cost every look-up its Salesforce section', async () => {
      expect(await issuesOf({ salesforcePhoneFields: ['Contact.Fax', 'Account.Nope__c', 'Lead.Phone'] })).toEqual({
        outcome: 'invalid',
        issues: [
          { setting: 'salesforcePhoneFields', problem: 'unknown-salesforce-field', value: 'Account.Nope__c' },
          { setting: 'salesforcePhoneFields', problem: 'needs-salesforce-leads', value: 'Lead.Phone' },
        ],
      });
    });

    test('ID-4 a field that holds neither numbers nor text: an owner, a time, a switch, a choice', async () => {
      const refused = ['Contact.OwnerId', 'Contact.CreatedDate', 'Account.IsDeleted', 'Account.Industry'];
      expect(await issuesOf({ salesforcePhoneFields: ['Account.Fax', ...refused, 'Contact.Title'] })).toEqual({
        outcome: 'invalid',
        issues: refused.map((value) => ({ setting: 'salesforcePhoneFields', problem: 'no-phone-field', value })),
      });
    });

    test('ID-13 new phone fields wait for Salesforce to answer; every other setting, and fields published before, do not', async () => {
      await put({ salesforcePhoneFields: ['Contact.Fax'] });
      centre.salesforce.faults.set('500');
      expect(await published({ salesforcePhoneFields: ['Contact.Fax', 'Account.Fax'] })).toMatchObject({ status: 503 });
      expect((await now()).published).toEqual({ salesforcePhoneFields: ['Contact.Fax'] });
      await put({ salesforcePhoneFields: ['Contact.Fax'], pageSize: 12 });
    });

    test.each([
      [{ pageSize: 51 }, 'settings.pageSize'],
      [{ pageSize: 2.5 }, 'settings.pageSize'],
      [{ defaultRegion: 'XX' }, 'settings.defaultRegion'],
      [{ salesforcePhoneFields: ['Contact.A; DROP'] }, 'settings.salesforcePhoneFields.0'],
      [{ popMode: 'window' }, 'settings.popMode'],
      [{ wrapUpPolicy: 'none' }, 'settings.wrapUpPolicy'],
      [{ requiredCustomerFields: ['age'] }, 'settings.requiredCustomerFields.0'],
      [{ locales: ['ja'] }, 'settings.locales'],
      [{ locales: ['en', 'jp_JP'] }, 'settings.locales.1'],
      [{ locales: ['en', 'ja', 'ja'] }, 'settings.locales'],
      [{ defaultReasonId: '' }, 'settings.defaultReasonId'],
      [{ insightsMapping: { 'conversations.hang_up_by': 'comment' } }, 'settings.insightsMapping.conversations.hang_up_by'],
      [{ createInSalesforce: 'perhaps' }, 'settings.createInSalesforce'],
      [{ pageSise: 20 }, 'settings'],
    ])('a wrong form is a 400 that names the setting: %j', async (settings, field) => {
      const answer = await published(settings);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
      expect(Object.keys((answer.body as { error: { fields: object } }).error.fields)).toEqual([field]);
    });
  });

  describe('RC-6 a publication of reason codes does not take the default reason away unseen', () => {
    const publishing = async (change: (codes: ReasonCode[]) => ReasonCode[]) => {
      const { version, tree } = await treeNow();
      const answer = await centre.as('sam')(publishCodes, {
        baseVersion: String(version),
        codes: JSON.stringify(change(tree.codes)),
      });
      return answer.body as { outcome: string; issues?: unknown };
    };
    const retire = (id: string) => (codes: ReasonCode[]) =>
      codes.map((code) => (code.id === id ? { ...code, active: false } : code));
    const refused = { outcome: 'invalid', issues: [{ codeId: 'no_action_silent', problem: 'default-reason-unavailable' }] };

    test('retired, its branch retired, or made a group: refused; after an admin has chosen another it is published', async () => {
      await put({ defaultReasonId: 'no_action_silent' });
      expect(await publishing(retire('no_action_silent'))).toEqual(refused);
      expect(await publishing(retire('no_action'))).toEqual(refused);
      const child = (codes: ReasonCode[]) => [
        ...codes,
        { ...(codes[0] as ReasonCode), id: 'below', reportingValue: 'below', parentId: 'no_action_silent' },
      ];
      expect(await publishing(child)).toEqual(refused);
      await put({ defaultReasonId: 'billing_refund_status' });
      expect((await publishing(retire('no_action_silent'))).outcome).toBe('published');
    });

    test('nor does restoring a revision that does not have it', async () => {
      const { version } = await treeNow();
      const late = (codes: ReasonCode[]) => [
        ...codes,
        { ...(codes[0] as ReasonCode), id: 'late', reportingValue: 'late', parentId: null },
      ];
      expect((await publishing(late)).outcome).toBe('published');
      await put({ defaultReasonId: 'late' });
      const answer = await centre.as('sam')(restoreCodes, { baseVersion: String(version + 1), version: String(version) });
      expect(answer.body).toEqual({ outcome: 'invalid', issues: [{ codeId: 'late', problem: 'default-reason-unavailable' }] });
    });
  });
});
