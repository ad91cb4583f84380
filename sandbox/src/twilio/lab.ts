import { PEOPLE } from '../personas';
import type { Centre } from './centre';
import { FAULT_CHOICES, type Fault, type Faults } from './faults';
import type { PhoneNetwork } from './phone-network';
import type { Task, Worker } from './taskrouter-model';
import { invalid } from './twilio-error';

/** One command of the phone page: takes the request's JSON, answers JSON. Throws TwilioError for what cannot be done. */
export type LabHandler = (body: unknown) => unknown;

/** A source of faults on the phone page. `choices` are the faults it knows besides none. */
export interface FaultSource {
  id: string;
  label: string;
  fault: string | null;
  choices: readonly string[];
}

/** `POST /_lab/<name>`: the phone network by hand. `extra` adds commands; its `faults` adds sources to the faults panel. */
export function labHandlers(
  centre: Centre,
  phone: PhoneNetwork,
  faults: Faults,
  report: () => object,
  extra: Record<string, LabHandler>,
): Map<string, LabHandler> {
  const about = (task: Task): object => ({ taskSid: task.sid, status: task.status, reservations: reservationsOf(task) });
  const reservationsOf = (task: Task): object[] =>
    centre.router.reservationsOf(task.sid).map(({ sid, status, workerSid }) => ({ reservationSid: sid, status, workerSid }));

  const workerOf = (id: string): Worker => {
    const person = PEOPLE.find((each) => each.id === id);
    if (!person) throw invalid(`There is no person ${id}`);
    return centre.router.worker(person.workerSid);
  };

  const state = (): object => ({
    tasks: [...centre.router.tasks.values()].map((task) => ({
      ...about(task),
      persona: phone.personaOf.get(task.sid) ?? null,
      channel: task.channel,
      queue: task.queue.name,
      version: task.version,
      attributes: task.attributes,
    })),
    people: PEOPLE.map(({ id, fullName, workerSid }) => ({ id, fullName, workerSid })),
    ...report(),
  });

  const faultSources = (): FaultSource[] =>
    (['taskrouter', 'iam'] as const).map((id) => ({
      id,
      label: LABELS[id],
      fault: faults[id] === null ? null : String(faults[id]),
      choices: FAULT_CHOICES[id].map(String),
    }));

  async function setFault(body: unknown): Promise<object> {
    const { source, fault } = body as { source?: string; fault?: string | null };
    if (source === 'taskrouter') faults.taskrouter = choice(FAULT_CHOICES.taskrouter, fault);
    else if (source === 'iam') faults.iam = choice(FAULT_CHOICES.iam, fault);
    else if (source !== undefined && !extra.faults) throw invalid(`No fault source ${source}`);
    const others = (await extra.faults?.(source === 'taskrouter' || source === 'iam' ? {} : body)) as
      { sources?: FaultSource[] } | undefined;
    return { sources: [...faultSources(), ...(others?.sources ?? [])] };
  }

  /** The plugin's settings in the Flex configuration; a desktop obeys them from its next load on. */
  const flex = (body: unknown): object => {
    centre.pluginSettings.popMode = field(body, 'popMode');
    return centre.pluginSettings;
  };

  return new Map<string, LabHandler>([
    ...Object.entries(extra),
    ['flex', flex],
    ['ring', (body) => phone.ring(field(body, 'persona') ?? '', field(body, 'worker'))],
    ['accept', (body) => about(phone.accept(field(body, 'taskSid')))],
    ['hangup', (body) => about(phone.hangUp(field(body, 'taskSid')))],
    ['say', (body) => about(phone.say(field(body, 'text') ?? 'Thank you!', field(body, 'taskSid')))],
    ['transfer', (body) => phone.transfer(field(body, 'to') ?? field(body, 'worker') ?? '', field(body, 'taskSid'))],
    ['wrapup-timeout', (body) => about(phone.wrapUpTimeout(field(body, 'taskSid')))],
    ['complete', (body) => about(phone.complete(field(body, 'taskSid')))],
    ['cancel', (body) => about(phone.cancel(field(body, 'taskSid')))],
    ['token', (body) => ({ token: centre.tokens.issueFor(workerOf(field(body, 'as') ?? 'ada')).token })],
    ['state', state],
    ['faults', setFault],
  ]);
}

const LABELS = { taskrouter: 'TaskRouter’s REST API', iam: 'Token validation' };

function choice<F extends Exclude<Fault, null>>(choices: readonly F[], fault: string | null | undefined): F | null {
  if (fault === null || fault === undefined || fault === '') return null;
  const found = choices.find((one) => String(one) === fault);
  if (found === undefined) throw invalid(`Unknown fault ${fault}: one of ${choices.join(', ')}`);
  return found;
}

function field(body: unknown, name: string): string | undefined {
  const value = (body as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
