import { callerOf } from '@interaction-history/shared/src/caller/identity';
import type { TaskRouterEvent } from '@interaction-history/shared/src/contract/taskrouter-events';
import { Timestamp } from 'firebase-admin/firestore';
import type { RequestContext } from '../context';
import { identityFor } from '../customers/identity/identity-for';
import { onFirestore } from '../vendors/firestore/client';
import { collections } from '../vendors/firestore/collections';
import type { AcceptanceDocument } from '../vendors/firestore/documents';
import { parseAttributes, type ReservationEvent } from '../vendors/taskrouter/taskrouter';

/** As long as TaskRouter keeps its events, and as long as a browser may keep an entry that it couldn't send. */
const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Keeps what an event says of a reservation that was accepted (TR-2): whose it was, of which task, from which address. A wrap-up
 * proves the acceptance as well, and says when the conversation ended.
 * @returns whether the event named all that is needed
 */
export async function keepAcceptance(event: TaskRouterEvent, ctx: RequestContext): Promise<boolean> {
  const { ReservationSid: reservationSid, TaskSid: taskSid, WorkerSid: workerSid } = event;
  if (reservationSid === undefined || taskSid === undefined || workerSid === undefined) return false;
  const at = Timestamp.fromDate(happenedAt(event));
  const facts = factsOf(
    {
      taskSid,
      workerSid,
      attributes: event.TaskAttributes,
      channel: event.TaskChannelUniqueName,
      queue: { sid: event.TaskQueueSid, name: event.TaskQueueName },
    },
    ctx,
  );
  const document = {
    ...facts,
    ...(event.EventType === 'reservation.accepted' ? { acceptedAt: at } : { wrapUpAt: at }),
    expiresAt: Timestamp.fromMillis(Date.now() + KEPT_MS),
  };
  await onFirestore(ctx.deadline, async () => {
    const acceptances = collections.acceptances(await ctx.clients.firestore());
    await acceptances.doc(reservationSid).set(document, { merge: true });
  });
  return true;
}

/**
 * What is known of a reservation's acceptance, by our own record or, where its event never came, by TaskRouter's list of events.
 * Null: TaskRouter has never said that anybody accepted it.
 * @throws UpstreamError firestore, taskrouter
 */
export async function acceptanceOf(reservationSid: string, ctx: RequestContext): Promise<AcceptanceDocument | null> {
  const kept = await onFirestore(ctx.deadline, async () => {
    const acceptances = collections.acceptances(await ctx.clients.firestore());
    return (await acceptances.doc(reservationSid).get()).data();
  });
  if (kept !== undefined) return kept;
  const missed = await ctx.clients.taskrouter.acceptanceEvent(reservationSid, ctx.deadline);
  return missed === null ? null : fromEvent(missed, ctx);
}

function fromEvent({ event_date: at, event_data: told }: ReservationEvent, ctx: RequestContext): AcceptanceDocument {
  const facts = factsOf(
    {
      taskSid: told.task_sid,
      workerSid: told.worker_sid,
      attributes: told.task_attributes ?? undefined,
      channel: told.task_channel_unique_name ?? undefined,
      queue: { sid: told.task_queue_sid ?? undefined, name: told.task_queue_name ?? undefined },
    },
    ctx,
  );
  const acceptedAt = Timestamp.fromMillis(Date.parse(at));
  return { ...facts, acceptedAt, expiresAt: Timestamp.fromMillis(acceptedAt.toMillis() + KEPT_MS) };
}

interface Told {
  taskSid: string;
  workerSid: string;
  attributes: string | undefined;
  channel: string | undefined;
  queue: { sid: string | undefined; name: string | undefined };
}

function factsOf(
  { attributes, channel, queue, ...ids }: Told,
  ctx: RequestContext,
): Omit<AcceptanceDocument, 'acceptedAt' | 'wrapUpAt' | 'expiresAt'> {
  const caller = callerOf(channel ?? '', parseAttributes(attributes ?? '{}'));
  const { kind, value } = identityFor(caller.address, ctx.config);
  return {
    ...ids,
    channel: caller.channel,
    direction: caller.direction,
    identity: kind === 'withheld' ? null : { kind, value },
    queue: { sid: queue.sid ?? '', name: queue.name ?? '' },
  };
}

/** TaskRouter stamps its events with seconds since the epoch. */
export function happenedAt({ Timestamp: stamp }: TaskRouterEvent): Date {
  const at = Number(stamp) * 1000;
  return Number.isFinite(at) && at > 0 && at <= Date.now() ? new Date(at) : new Date();
}
