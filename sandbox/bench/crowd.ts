import { recountMonth } from '@interaction-history/serverless/src/outcomes/recount-month';
import { DEFAULT_CONNECTIONS } from '@interaction-history/serverless/src/vendors/master/pool';
import { readNumber } from '@interaction-history/shared/src/phones/read-number';
import { masterSeed } from '../src/master/seed';
import { PERSONAS, QUEUES, type Persona } from '../src/personas';
import type { Sandbox } from '../src/sandbox';
import { voiceAttributes } from '../src/twilio/task-attributes';
import { ms, percentile, quick, report } from './report';

const AGENTS = 50;
const SECONDS = quick ? 5 : 60;
const QUEUE = 'Billing EN';
const UNKNOWN = PERSONAS.find(({ id }) => id === 'unknown') as Persona;

/** How long each request took, by endpoint, in milliseconds; and what was answered other than 200. */
interface Seen {
  taken: Map<string, number[]>;
  refused: Map<string, number>;
  calls: number;
  /** Recordings that were answered: an answer that was lost may have been recorded as well. */
  recorded: number;
}

/**
 * Fifty agents at once on one process of the built Functions, each with one call after another and no pause: ring, accept, the three
 * sections, link, history, draft, record, complete, and TaskRouter's own events beside them. Then every counter is counted again.
 */
export async function crowd(sandbox: Sandbox): Promise<void> {
  const callers = masterSeed(5_000).accounts.flatMap(({ account_number: accountNumber, phone }) => {
    const address = phone === undefined ? undefined : readNumber(phone, 'US')?.e164;
    return address === undefined ? [] : [{ accountNumber, address }];
  });
  const month = new Date().toISOString().slice(0, 7);
  const store = sandbox.firestore?.store;
  if (store === undefined) throw new Error('the bench counts in the embedded store: unset FIRESTORE_EMULATOR_HOST');
  const before = (await recountMonth(store, month)).entries;
  sandbox.master.mostConnections();
  const seen: Seen = { taken: new Map(), refused: new Map(), calls: 0, recorded: 0 };
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: AGENTS }, async (_, n) => {
      const agent = hire(sandbox, n, seen);
      for (let at = n; performance.now() < end; at += AGENTS) await agent(callers[at % callers.length] as Caller);
    }),
  );
  const { entries, differences } = await recountMonth(store, month);
  tell(seen, sandbox, { recorded: entries - before, differences: differences.length });
}

type Caller = { accountNumber: string; address: string };

/** An agent with a token and a worker of their own; what is returned takes one call from ring to completed. */
function hire(sandbox: Sandbox, n: number, seen: Seen): (caller: Caller) => Promise<void> {
  const { centre, phone, taskrouter } = sandbox.twilio;
  const worker = centre.router.hire({
    id: `agent-${n}`,
    fullName: `Agent ${n}`,
    email: `agent${n}@example.com`,
    roles: ['agent'],
    workerSid: 'WK' + (0x1000 + n).toString(16).padStart(32, '0'),
  });
  const { token } = centre.tokens.issueFor(worker);
  const ask = async (path: string, fields: Record<string, string>): Promise<Record<string, unknown>> => {
    const began = performance.now();
    const response = await fetch(`${sandbox.functions.origin}/${path}`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, Token: token }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    seen.taken.set(path, [...(seen.taken.get(path) ?? []), performance.now() - began]);
    if (response.status !== 200) {
      const code = `${path} ${response.status} ${String((answer.error as { code?: unknown } | undefined)?.code)}`;
      seen.refused.set(code, (seen.refused.get(code) ?? 0) + 1);
    }
    for (const section of ['stored', 'salesforce', 'master']) {
      const { status, error } = (answer[section] ?? {}) as { status?: string; error?: { code: string } };
      if (status === 'failed')
        seen.refused.set(`${section} ${error?.code}`, (seen.refused.get(`${section} ${error?.code}`) ?? 0) + 1);
    }
    return answer;
  };
  const queue = QUEUES.find(({ name }) => name === QUEUE) ?? QUEUES[0];
  return async ({ accountNumber, address }) => {
    const persona = { ...UNKNOWN, address };
    const contactUri = String(worker.attributes.contact_uri);
    const task = taskrouter.createTask({
      channel: 'voice',
      queue,
      attributes: voiceAttributes(persona, centre.account.accountSid, contactUri),
    });
    const { sid: taskSid } = task;
    const { sid: reservationSid } = taskrouter.reserve(taskSid, worker.sid);
    const sections = ['stored', 'salesforce', 'master'].map((section) => ask('customers/lookup', { address, taskSid, section }));
    phone.accept(taskSid);
    await Promise.all([...sections, ask('interactions/list', { address, taskSid })]);
    const record = JSON.stringify({ source: 'master', accountNumber });
    const { customer } = await ask('tasks/link-customer', { taskSid, record, keepAddress: 'false' });
    const customerId = String((customer as { customerId?: string } | undefined)?.customerId ?? '');
    const about = { customerId: customerId || null, link: null, unlink: false, customerName: null };
    const text = { reasonId: 'billing_refund_status', comment: 'Refund agreed.' };
    await ask('drafts/save', { taskSid, reservationSid, ...text, about: JSON.stringify(about) });
    phone.hangUp(taskSid);
    const { interaction } = await ask('interactions/record', { taskSid, reservationSid, customerId, ...text });
    if (interaction !== undefined) seen.recorded += 1;
    phone.complete(taskSid);
    taskrouter.forget(taskSid);
    seen.calls += 1;
  };
}

function tell(seen: Seen, sandbox: Sandbox, counted: { recorded: number; differences: number }): void {
  const crowd = `${AGENTS} agents at once for ${SECONDS} s`;
  for (const [path, taken] of seen.taken)
    report({
      what: `${AGENTS} agents: ${path}: how many, p50, p95`,
      value: `${taken.length}, ${ms(percentile(taken, 0.5))}, ${ms(percentile(taken, 0.95))}`,
    });
  report({ what: `${crowd}: calls, a second`, value: `${seen.calls}, ${(seen.calls / SECONDS).toFixed(1)}` });
  const limits = [...seen.refused].filter(([what]) => what.includes('rate_limited'));
  const errors = [...seen.refused].filter(([what]) => !what.includes('rate_limited'));
  const list = (some: [string, number][]): string => (some.length === 0 ? 'none' : some.map((one) => one.join(': ')).join('; '));
  report({ what: `${crowd}: refused by a limit`, value: list(limits) });
  report({ what: `${crowd}: errors`, value: list(errors), target: 'none', ok: errors.length === 0, absolute: true });
  report({
    what: `${crowd}: entries, counters that differ`,
    value: `${counted.recorded}, ${counted.differences}`,
    target: `≥ ${seen.recorded} answered, 0`,
    ok: counted.recorded >= seen.recorded && counted.differences === 0,
  });
  const most = sandbox.master.mostConnections();
  report({
    what: `${crowd}: connections to the master at once`,
    value: String(most),
    target: `≤ ${DEFAULT_CONNECTIONS}`,
    ok: most <= DEFAULT_CONNECTIONS,
  });
}
