import type { RunResponse, WantedAction } from '@interaction-history/shared/src/contract/services';
import { SERVICE_ACTIONS } from '@interaction-history/shared/src/services/states';
import type { StoredRecord } from '@interaction-history/sandbox/src/salesforce/records';
import { entryOf } from '@interaction-history/sandbox/src/salesforce/seed-products';
import { PEOPLE } from '@interaction-history/sandbox/src/personas';
import type { RecordResponse } from '@interaction-history/shared/src/contract/interactions';
import { handler as record } from '../../functions/interactions/record';
import { handler as run } from '../../functions/services/run';
import { captureLog, startTestEnvironment, type TestEnvironment } from '../testing/environment';
import { restoreTimings, shortenTimings } from '../testing/timings';
import { callFrom, outcome, type Caller } from './testing/centre';

let centre: TestEnvironment;
let asSeeded: () => void;
beforeAll(async () => {
  captureLog();
  centre = await startTestEnvironment();
  asSeeded = centre.salesforce.records.checkpoint();
}, 60_000);
beforeEach(() => void captureLog());
afterEach(() => {
  jest.restoreAllMocks();
  centre.salesforce.faults.clear();
  centre.salesforce.events.splice(0);
  asSeeded();
});
afterAll(async () => {
  await centre.stop();
  expect([...centre.salesforce.unknown, ...centre.twilio.unknown]).toEqual([]);
});

const all = (object: string, { accountId }: Caller): StoredRecord[] =>
  centre.salesforce.records.all(object).filter(({ AccountId }) => AccountId === accountId);
const account = ({ accountId }: Caller): StoredRecord => centre.salesforce.records.get('Account', accountId);
const done = (answer: Parameters<typeof outcome>[0]): Extract<RunResponse, { outcome: 'done' }> => {
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'done' } });
  return outcome(answer) as Extract<RunResponse, { outcome: 'done' }>;
};
const commentsOf = (record: StoredRecord | undefined): unknown[] =>
  centre.salesforce.records
    .all('CaseComment')
    .filter(({ ParentId }) => ParentId === record?.Id)
    .map(({ CommentBody }) => CommentBody);
const ANY_INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;
const line = (name: string, quantity = 1) => {
  const entry = entryOf(centre.salesforce.org, name);
  return { entryId: String(entry.Id), quantity, unitPrice: Number(entry.UnitPrice) };
};
const HOME = 'Personal SonixNet Home Internet';
const TOMORROW = (): string => new Date(Date.now() + 86_400_000).toISOString();

test('SA-1 registering makes the portal’s status active and says where they came from', async () => {
  const caller = await callFrom(centre, 'services-new');
  const { mark, services } = done(await caller.run({ kind: 'register' }));
  expect(account(caller)).toMatchObject({ Portal_Status__c: 'Active', Portal_Registration_Source__c: 'Legacy' });
  expect([mark.number, services.isRegistered]).toEqual([null, true]);
});

test('SV-4 a mark that somebody has written on the task, changed, or brought from another task is recorded nowhere', async () => {
  const caller = await callFrom(centre, 'services-new');
  const { mark, attributes } = done(await caller.run({ kind: 'register' }));
  const own = attributes.interactionHistory as { actions: Record<string, { proof: string }> };
  const [proven] = Object.values(own.actions);
  const other = await callFrom(centre, 'services-eligible');
  const forged = { ...mark, action: 'place-order', number: '00000999' };
  const put = (taskSid: string, actions: object): void => {
    const { attributes: now } = centre.twilio.taskrouter.task(taskSid);
    centre.twilio.taskrouter.update(taskSid, { attributes: { ...now, interactionHistory: { ...own, actions } } });
  };
  put(caller.taskSid, { ...own.actions, a: forged, b: { ...forged, proof: proven?.proof }, c: { ...forged, proof: 'x' } });
  put(other.taskSid, { moved: proven });
  const actionsOf = async ({ taskSid, reservationSid }: Caller) => {
    const answer = await centre.as('ada')(record, { taskSid, reservationSid, customerId: '', reasonId: 'billing_refund_status' });
    return (answer.body as RecordResponse).interaction.actions;
  };
  expect(await actionsOf(caller)).toEqual([mark]);
  expect(await actionsOf(other)).toEqual([]);
});

test('SA-2 requesting eligibility: an inquiry, a case on it, the account pending since now', async () => {
  const caller = await callFrom(centre, 'services-new');
  const { mark, attributes, services } = done(await caller.run({ kind: 'request-eligibility', note: 'Moves in January' }));
  expect(account(caller)).toMatchObject({
    Internet_Eligibility_Status__c: 'Pending',
    Internet_Eligibility_Request_Date_Time__c: ANY_INSTANT,
  });
  const [opportunity, ...others] = all('Opportunity', caller);
  expect(others).toEqual([]);
  expect(opportunity).toMatchObject({
    StageName: 'Introduction',
    Portal_Source__c: 'Portal - Internet Eligibility Request',
    CommodityType__c: HOME,
  });
  expect(all('Case', caller)).toMatchObject([
    {
      Type: 'Eligibility Check',
      CaseNumber: mark.number,
      Opportunity__c: opportunity?.Id,
      ContactId: caller.customer.salesforce?.contactId,
      Origin: 'Phone',
      Description: expect.stringMatching(/^Moves in January\n\nCaller: .+\nQueue: .+\nTask: WT.+\nAgent: Ada Agent$/) as string,
    },
  ]);
  expect(mark.url).toContain('/lightning/r/Case/500');
  expect(attributes).toMatchObject({
    conversations: { case: mark.number },
    interactionHistory: { caseNumber: mark.number, caseUrl: mark.url },
  });
  expect(Object.values((attributes.interactionHistory as { actions: object }).actions)).toMatchObject([mark]);
  expect(services).toMatchObject({ eligibility: { state: 'pending' }, services: [{ stage: 'inquiry' }] });
});

test('SA-2 an inquiry that is open is found, and no second one is made', async () => {
  const caller = await callFrom(centre, 'services-pending');
  centre.salesforce.records.update('Account', caller.accountId, { Internet_Eligibility_Status__c: null });
  done(await caller.run({ kind: 'request-eligibility', note: '' }));
  const [opportunity, ...others] = all('Opportunity', caller);
  expect(others).toEqual([]);
  expect(all('Case', caller).at(-1)).toMatchObject({ Opportunity__c: opportunity?.Id });
});

test.each([
  [true, 'Home 1 Gbps', 'Ready', 'eligible'],
  [false, 'No line at this address', 'Void', 'not-eligible'],
])(
  'SA-3 the result, eligible %s: on the account, the inquiry becomes %s, the words go to the case',
  async (isEligible, result, stage, state) => {
    const caller = await callFrom(centre, 'services-pending');
    const action = { kind: 'record-eligibility', isEligible, result, note: 'Asked the carrier' } as const;
    const { mark, services } = done(await caller.run(action, { person: 'sam' }));
    expect(account(caller)).toMatchObject({
      Internet_Eligibility__c: result,
      Internet_Eligibility_Status__c: 'Checked',
      Internet_Eligibility_Checked_Date_Time__c: ANY_INSTANT,
    });
    expect(all('Opportunity', caller)).toMatchObject([{ StageName: stage }]);
    expect(commentsOf(all('Case', caller).find(({ Type }) => Type === 'Eligibility Check'))).toEqual([
      expect.stringMatching(/^Sam Doyle: Asked the carrier\n\[form-/),
    ]);
    expect([services.eligibility.state, mark.workerSid]).toEqual([state, PEOPLE.find(({ id }) => id === 'sam')?.workerSid]);
  },
);

test('SA-4 ID verification is requested with a case, and verified with its time', async () => {
  const caller = await callFrom(centre, 'services-rejected');
  const { mark } = done(await caller.run({ kind: 'request-verification', note: 'Sends a new photo' }));
  expect(account(caller)).toMatchObject({
    Id_Verification_Status__c: 'Pending',
    Id_Verification_Submitted_Date_Time__c: ANY_INSTANT,
  });
  expect(all('Case', caller)).toMatchObject([{ Type: 'ID Verification', CaseNumber: mark.number }]);
  done(
    await caller.run({ kind: 'decide-verification', isVerified: true, message: '', note: 'Passport is fine' }, { person: 'sam' }),
  );
  expect(account(caller)).toMatchObject({
    Id_Verification_Status__c: 'Verified',
    Id_Verification_Verified_Date_Time__c: ANY_INSTANT,
    Id_Verification_Rejection_Message__c: null,
  });
  expect(account(caller).Id_Verification_Note__c ?? null).toBeNull();
  expect(commentsOf(all('Case', caller)[0])).toHaveLength(1);
});

test('SA-4 a rejection says why, in words for the customer', async () => {
  const caller = await callFrom(centre, 'services-pending');
  const rejected = { kind: 'decide-verification', isVerified: false, note: '' } as const;
  expect(await caller.run({ ...rejected, message: ' ' }, { person: 'sam' })).toMatchObject({ status: 400 });
  done(await caller.run({ ...rejected, message: 'The photo is too dark.' }, { person: 'sam' }));
  expect(account(caller)).toMatchObject({
    Id_Verification_Status__c: 'Rejected',
    Id_Verification_Rejection_Message__c: 'The photo is too dark.',
  });
});

test('SA-5 an order on a service that is ready: the service in progress, the order waiting, its products at the prices read out', async () => {
  const caller = await callFrom(centre, 'services-eligible');
  const [ready] = (await caller.services()).services;
  const lines = [line('SonixNet Home Internet 1 Gbps'), line('SIM 10 GB', 2)];
  const { mark, services } = done(
    await caller.run({ kind: 'place-order', serviceId: ready?.id ?? null, commodity: HOME, lines }),
  );
  expect(all('Opportunity', caller)).toMatchObject([
    { Id: ready?.id, StageName: 'Post Processing', Portal_Source__c: 'Portal - Order Placement' },
  ]);
  const [order] = all('Order', caller);
  expect(order).toMatchObject({
    OrderNumber: mark.number,
    Status: 'Pending Review',
    Activation_Status__c: 'Pending Review',
    OpportunityId: ready?.id,
    EffectiveDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(services.orders?.[0]).toMatchObject({
    state: 'review',
    lines: [
      { name: 'SonixNet Home Internet 1 Gbps', quantity: 1, unitPrice: 58 },
      { name: 'SIM 10 GB', quantity: 2, unitPrice: 18 },
    ],
  });
  expect(centre.salesforce.events).toEqual([]);
});

test('SA-5 an order without a service makes one; what can’t be ordered as it was read out is said line by line, and nothing is sent', async () => {
  const caller = await callFrom(centre, 'services-not-eligible');
  const order = (...lines: ReturnType<typeof line>[]): WantedAction => ({
    kind: 'place-order',
    serviceId: null,
    commodity: 'SIM',
    lines,
  });
  const former = line('SIM 1 GB');
  const cheap = { ...line('VPN'), unitPrice: 1 };
  const refused = await caller.run(
    order(line('SonixNet Home Internet 1 Gbps'), former, cheap, line('Static address'), line('SIM 10 GB')),
  );
  expect(outcome(refused)).toEqual({
    outcome: 'lines',
    lines: [
      { entryId: line('SonixNet Home Internet 1 Gbps').entryId, problem: 'not-eligible', unitPrice: 58 },
      { entryId: former.entryId, problem: 'gone', unitPrice: null },
      { entryId: cheap.entryId, problem: 'price', unitPrice: 9 },
      { entryId: line('Static address').entryId, problem: 'options', unitPrice: 5 },
    ],
  });
  expect(all('Order', caller)).toEqual([]);
  done(await caller.run(order(line('SIM 10 GB'))));
  expect(all('Opportunity', caller).at(-1)).toMatchObject({ StageName: 'Post Processing', CommodityType__c: 'SIM' });
});

test('SA-6 approving starts the org’s flow: activating, its error gone, one event; a retry starts it again', async () => {
  const review = await callFrom(centre, 'services-review');
  const orderId = String(all('Order', review)[0]?.Id);
  done(await review.run({ kind: 'approve-order', orderId }, { person: 'sam' }));
  expect(all('Order', review)).toMatchObject([{ Status: 'Approved', Activation_Status__c: 'Activating' }]);
  const failed = await callFrom(centre, 'services-failed');
  const failedId = String(all('Order', failed)[0]?.Id);
  const { services } = done(await failed.run({ kind: 'retry-activation', orderId: failedId }, { person: 'sam' }));
  expect(all('Order', failed)).toMatchObject([{ Activation_Status__c: 'Activating', Activation_Error__c: null }]);
  expect(services.orders).toMatchObject([{ state: 'activating', error: null }]);
  expect(centre.salesforce.events.map(({ fields }) => fields.OrderId__c)).toEqual([orderId, failedId]);
});

test('SA-6 nobody approves an order they placed, and a colleague can', async () => {
  const caller = await callFrom(centre, 'services-new', 'sam');
  const lines = [line('SIM 10 GB')];
  done(await caller.run({ kind: 'place-order', serviceId: null, commodity: 'SIM', lines }));
  const orderId = String(all('Order', caller)[0]?.Id);
  expect((await caller.services()).possible.filter(({ on }) => on === orderId)).toEqual([]);
  expect(await caller.run({ kind: 'approve-order', orderId })).toMatchObject({ status: 403 });
  done(await caller.run({ kind: 'approve-order', orderId }, { person: 'root' }));
});

test('SA-7 a cancellation: a case that says when, with its zone, and the service cancelling at that instant', async () => {
  const caller = await callFrom(centre, 'services-active');
  const sim = (await caller.services()).services.find(({ commodity }) => commodity === 'SIM');
  const endsAt = `${new Date().getUTCFullYear() + 1}-01-01T07:59:00.000Z`;
  const { mark } = done(
    await caller.run({
      kind: 'request-cancellation',
      serviceId: sim?.id ?? '',
      endsAt,
      timeZone: 'America/Los_Angeles',
      why: 'Moves to Seattle',
    }),
  );
  expect(centre.salesforce.records.get('Opportunity', sim?.id ?? '')).toMatchObject({
    StageName: '△Cancelling',
    ScheduledCancellationDateAndTime__c: endsAt,
  });
  expect(all('Case', caller)).toMatchObject([
    {
      Type: 'Cancellation Request',
      CaseNumber: mark.number,
      Opportunity__c: sim?.id,
      Subject: 'Cancellation of SIM, service 48377',
      Description: expect.stringMatching(
        /^Ends \d{4}-12-31 23:59 \(America\/Los_Angeles, UTC−08:00\)\n\nMoves to Seattle\n/,
      ) as string,
    },
  ]);
});

test('SA-8 a general inquiry is a case from the call’s words', async () => {
  const caller = await callFrom(centre, 'services-new');
  const { mark } = done(await caller.run({ kind: 'general-inquiry', subject: 'Billing › Refund', description: 'Charged twice' }));
  expect(all('Case', caller)).toMatchObject([{ Type: 'General Inquiry', Subject: 'Billing › Refund', CaseNumber: mark.number }]);
});

test('SV-3 a double click and a repeat of the same request are one action', async () => {
  const caller = await callFrom(centre, 'services-new');
  const wanted = { kind: 'request-eligibility', note: '' } as const;
  const options = { requestKey: 'one-form-1' };
  const answers = await Promise.all([caller.run(wanted, options), caller.run(wanted, options)]);
  answers.push(await caller.run(wanted, options));
  expect(new Set(answers.map((answer) => done(answer).mark.number)).size).toBe(1);
  expect([all('Case', caller).length, all('Opportunity', caller).length]).toEqual([1, 1]);
});

test('SV-4 two agents at once: it happens once, and the second is told by whom and under which case', async () => {
  const caller = await callFrom(centre, 'services-new');
  const wanted = { kind: 'request-verification', note: '' } as const;
  const [ada, sam] = await Promise.all([caller.run(wanted), caller.run(wanted, { person: 'sam' })]);
  const [first, second] = [ada, sam].sort((a) => (outcome(a).outcome === 'done' ? -1 : 1)).map((answer) => outcome(answer));
  const names = outcome(ada).outcome === 'done' ? 'Ada Agent' : 'Sam Doyle';
  expect(second).toMatchObject({
    outcome: 'moved',
    by: { name: names, isSelf: false, mark: first?.outcome === 'done' ? first.mark : {} },
    services: { verification: { state: 'pending' } },
  });
  expect(all('Case', caller)).toHaveLength(1);
});

test('SV-3 staff who change the state in Salesforce meanwhile: nothing is written, and it is said', async () => {
  const caller = await callFrom(centre, 'services-active');
  const { services } = await caller.services();
  const serviceId = services[1]?.id ?? '';
  const wanted = { kind: 'request-cancellation', serviceId, endsAt: TOMORROW(), timeZone: 'UTC', why: 'x' } as const;
  // between our reading and our writing
  const { records } = centre.salesforce;
  const transaction = records.transaction.bind(records);
  jest
    .spyOn(records, 'transaction')
    .mockImplementationOnce(transaction)
    .mockImplementationOnce((work) => {
      records.settle('Opportunity', serviceId, { StageName: '△Cancelled' });
      return transaction(work);
    });
  expect(outcome(await caller.run(wanted))).toMatchObject({ outcome: 'moved', by: null });
  expect(all('Case', caller)).toEqual([]);
  expect(outcome(await caller.run(wanted))).toMatchObject({ outcome: 'moved' });
});

test.each(['hang', 'reset', '401', 'quota403', '429', '500', 'html', 'truncated'] as const)(
  'SV-3 Salesforce faulted (%s) while it is asked: a typed error, and the same request does it once',
  async (fault) => {
    const caller = await callFrom(centre, 'services-new');
    if (fault === 'hang') shortenTimings();
    centre.salesforce.faults.set(fault);
    const wanted = { kind: 'request-eligibility', note: '' } as const;
    const { body } = await caller.run(wanted, { requestKey: 'same-form' });
    expect((body as { error: { code: string } }).error.code).toMatch(/upstream_unavailable|deadline_exceeded|rate_limited/);
    centre.salesforce.faults.clear();
    restoreTimings();
    done(await caller.run(wanted, { requestKey: 'same-form' }));
    expect([all('Case', caller).length, all('Opportunity', caller).length]).toEqual([1, 1]);
  },
  20_000,
);

test.each([
  ['request-eligibility', 'services-new', { kind: 'request-eligibility', note: '' }],
  ['request-verification', 'services-new', { kind: 'request-verification', note: '' }],
  ['record-eligibility', 'services-pending', { kind: 'record-eligibility', isEligible: true, result: 'Home', note: 'Said so' }],
  ['decide-verification', 'services-pending', { kind: 'decide-verification', isVerified: true, message: '', note: 'Seen' }],
  ['register', 'services-new', { kind: 'register' }],
  ['general-inquiry', 'services-new', { kind: 'general-inquiry', subject: 'Hello', description: '' }],
  ['place-order', 'services-new', () => ({ kind: 'place-order', serviceId: null, commodity: 'SIM', lines: [line('SIM 10 GB')] })],
  [
    'approve-order',
    'services-review',
    (caller: Caller) => ({ kind: 'approve-order', orderId: String(all('Order', caller)[0]?.Id) }),
  ],
  [
    'retry-activation',
    'services-failed',
    (caller: Caller) => ({ kind: 'retry-activation', orderId: String(all('Order', caller)[0]?.Id) }),
  ],
  [
    'request-cancellation',
    'services-active',
    (caller: Caller) => ({
      kind: 'request-cancellation',
      serviceId: String(all('Opportunity', caller)[0]?.Id),
      endsAt: TOMORROW(),
      timeZone: 'UTC',
      why: 'x',
    }),
  ],
])(
  'SV-3 %s whose answer is lost: the same request says that it is done, and nothing is done twice',
  async (_, persona, wanted) => {
    const caller = await callFrom(centre, persona);
    const action = (typeof wanted === 'function' ? wanted(caller) : wanted) as WantedAction;
    const counts = () => ['Case', 'Opportunity', 'Order'].map((object) => all(object, caller).length);
    const options = { person: 'sam', requestKey: 'lost-form-1' };
    // the write is carried out and its answer never comes
    centre.salesforce.faults.losesAnswer = (body) => body.includes('"allOrNone":true');
    const lost = await caller.run(action, options);
    expect(lost.status).toBeGreaterThanOrEqual(500);
    const left = () => [counts(), centre.salesforce.events.length, centre.salesforce.records.all('CaseComment').length];
    const after = left();
    centre.salesforce.faults.clear();
    expect(done(await caller.run(action, options))).toMatchObject({ created: false });
    expect(left()).toEqual(after);
  },
);

test('SV-2 SV-3 in every state, what is offered is done and what isn’t is refused', async () => {
  const personas = [
    'services-new',
    'services-pending',
    'services-eligible',
    'services-review',
    'services-failed',
    'services-active',
    'services-cancelling',
  ];
  for (const persona of personas) {
    const caller = await callFrom(centre, persona);
    const { services, orders, possible } = await caller.services('sam');
    const on = [null, ...services.map(({ id }) => id), ...(orders ?? []).map(({ id }) => id)];
    const actions = SERVICE_ACTIONS.flatMap((kind) => on.flatMap((id) => actionOf(kind, id)));
    // refusals first: what is done changes what can be done
    const offers = ({ kind, id }: { kind: string; id: string | null }): boolean =>
      possible.some((one) => one.action === kind && one.on === id);
    for (const one of actions.filter((each) => !offers(each)))
      expect([persona, one.kind, outcome(await caller.run(one.action, { person: 'sam' })).outcome]).toEqual([
        persona,
        one.kind,
        'moved',
      ]);
    for (const one of actions.filter(offers)) {
      const now = await caller.services('sam');
      if (!now.possible.some((each) => each.action === one.kind && each.on === one.id)) continue;
      done(await caller.run(one.action, { person: 'sam' }));
    }
  }
}, 60_000);

function actionOf(
  kind: WantedAction['kind'],
  id: string | null,
): { kind: WantedAction['kind']; id: string | null; action: WantedAction }[] {
  const is = (prefix: string): boolean => id?.startsWith(prefix) === true;
  const made = (action: WantedAction) => [{ kind, id, action }];
  switch (kind) {
    case 'register':
      return id === null ? made({ kind }) : [];
    case 'request-eligibility':
    case 'request-verification':
      return id === null ? made({ kind, note: '' }) : [];
    case 'record-eligibility':
      return id === null ? made({ kind, isEligible: true, result: 'Home', note: '' }) : [];
    case 'decide-verification':
      return id === null ? made({ kind, isVerified: true, message: '', note: '' }) : [];
    case 'general-inquiry':
      return id === null ? made({ kind, subject: 'Hello', description: '' }) : [];
    case 'place-order':
      return id === null || is('006') ? made({ kind, serviceId: id, commodity: 'SIM', lines: [line('SIM 10 GB')] }) : [];
    case 'approve-order':
    case 'retry-activation':
      return is('801') ? made({ kind, orderId: id ?? '' }) : [];
    case 'request-cancellation':
      return is('006') ? made({ kind, serviceId: id ?? '', endsAt: TOMORROW(), timeZone: 'UTC', why: 'x' }) : [];
  }
}

test('400, 403, 404, 409', async () => {
  const caller = await callFrom(centre, 'services-pending');
  const decision = { kind: 'decide-verification', isVerified: true, message: '', note: '' } as const;
  expect(await caller.run(decision)).toMatchObject({ status: 403 });
  const ofAda = { taskSid: caller.taskSid, customerId: caller.customer.customerId, requestKey: 'not-hers-1' };
  expect(await centre.as('sam')(run, { ...ofAda, action: JSON.stringify(decision) })).toMatchObject({ status: 403 });
  const past = { kind: 'request-cancellation', serviceId: '006000000000001', timeZone: 'UTC', why: 'x' } as const;
  expect(await caller.run({ ...past, endsAt: '2020-01-01T00:00:00.000Z' })).toMatchObject({
    status: 400,
    body: { error: { fields: { 'action.endsAt': { code: 'too_small' } } } },
  });
  expect(await caller.run({ ...past, endsAt: TOMORROW(), timeZone: 'Mars/North' })).toMatchObject({ status: 400 });
  expect(await caller.run({ ...past, endsAt: TOMORROW(), why: ' ' })).toMatchObject({ status: 400 });
  expect(await caller.run({ kind: 'nothing' } as never)).toMatchObject({ status: 400 });
});

test('PR-2 PR-3 a row before Salesforce is asked and one of what came of it; nothing typed in the log', async () => {
  const log = captureLog();
  const caller = await callFrom(centre, 'services-new');
  done(await caller.run({ kind: 'general-inquiry', subject: 'Secret subject', description: 'Secret words' }));
  const rows = (await centre.firestore.store.collection('audit').where('taskSid', '==', caller.taskSid).get()).docs.map((row) =>
    row.data(),
  );
  const own = rows
    .filter(({ action }) => action === 'services.run')
    .map(({ outcome: came, serviceAction }) => `${String(serviceAction)} ${String(came)}`);
  expect(own.sort()).toEqual(['general-inquiry created', 'general-inquiry intended']);
  expect(JSON.stringify(rows) + log.join()).not.toMatch(/secret|Park/i);
});
