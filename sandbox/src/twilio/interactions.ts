import type { Route } from './call';
import type { Centre } from './centre';
import type { Conversation } from './conversations';
import type { BridgeCall } from './bridge-call';
import { derivedSid } from './conversations';
import type { Reservation } from './taskrouter-model';
import { notFound } from './twilio-error';

/** Interactions through the event bridge: accepting, ending and completing a messaging contact go here, not to its reservation. */
export function interactions(centre: Centre): Route<BridgeCall>[] {
  const { conversations, router } = centre;
  const at = (path: string): RegExp => new RegExp(`^/Interactions/(KD[0-9a-f]{32})${path}$`);
  const conversationOf = (sid: string): Conversation => {
    const found = conversations.byInteraction(sid);
    if (!found) throw notFound(`/Interactions/${sid}`);
    return found;
  };
  const reservationOf = ({ worker }: BridgeCall, conversation: Conversation): Reservation => {
    const found = router
      .liveReservationsOf(worker.sid)
      .find(({ taskSid }) => router.task(taskSid).attributes.conversationSid === conversation.sid);
    if (!found) throw notFound(`/Interactions/${conversation.interactionSid}/Channels/${conversation.channelSid}/Invites`);
    return found;
  };

  return [
    // Flex asks this of calls too, under the task's sid; a call has no Interaction
    [
      'GET',
      at('/Channels'),
      (_call, sid = '') => ({ channels: router.tasks.has('WT' + sid.slice(2)) ? [] : [channel(conversationOf(sid))], meta: {} }),
    ],
    ['GET', at('/Channels/UO[0-9a-f]{32}'), (_call, sid = '') => channel(conversationOf(sid))],
    [
      'GET',
      at('/Channels/UO[0-9a-f]{32}/Participants'),
      (call, sid = '') => ({ participants: participants(call, conversationOf(sid)), meta: {} }),
    ],
    ['POST', at('/Channels/UO[0-9a-f]{32}/Invites/KG[0-9a-f]{32}'), (call, sid = '') => accept(call, conversationOf(sid))],
    ['POST', at('/Channels/UO[0-9a-f]{32}'), (call, sid = '') => close(call, conversationOf(sid))],
  ];

  function accept(call: BridgeCall, conversation: Conversation): Record<string, unknown> {
    conversations.invite(conversation, call.worker.identity);
    router.accept(reservationOf(call, conversation).sid);
    return {
      sid: conversation.inviteSid,
      channel_sid: conversation.channelSid,
      interaction_sid: conversation.interactionSid,
      routing: call.params.routing ?? null,
    };
  }

  /** "End" asks for routing status `wrapup`, "Complete" for `closed`. */
  function close(call: BridgeCall, conversation: Conversation): Record<string, unknown> {
    const routing = call.params.routing as { status?: unknown } | undefined;
    const status = routing?.status ?? call.params.status;
    const reservation = reservationOf(call, conversation);
    if (status === 'wrapup' || status === 'wrapping') router.wrapUp(reservation.sid);
    if (status === 'closed') {
      conversation.open = false;
      router.complete(reservation.sid);
    }
    return channel(conversation);
  }

  function participants(call: BridgeCall, conversation: Conversation): Record<string, unknown>[] {
    const owner = { channel_sid: conversation.channelSid, interaction_sid: conversation.interactionSid };
    const { customer, type, proxyAddress } = conversation;
    const messagingBinding =
      customer.identity === null ? { messagingBinding: { type, address: customer.address, proxyAddress } } : {};
    const reservation = router
      .liveReservationsOf(call.worker.sid)
      .find(({ taskSid }) => router.task(taskSid).attributes.conversationSid === conversation.sid);
    return [
      {
        ...owner,
        sid: derivedSid('UT', customer.participantSid),
        type: 'customer',
        media_properties: { sid: customer.participantSid, identity: customer.identity, ...messagingBinding },
        routing_properties: null,
      },
      ...[...conversation.agents].map(([identity, participantSid]) => ({
        ...owner,
        sid: derivedSid('UT', participantSid),
        type: 'agent',
        media_properties: { sid: participantSid, identity },
        routing_properties:
          reservation && identity === call.worker.identity
            ? { sid: reservation.sid, reservation_sid: reservation.sid, worker_sid: call.worker.sid }
            : null,
      })),
    ];
  }
}

function channel({ channelSid, interactionSid, type, open }: Conversation): Record<string, unknown> {
  return {
    sid: channelSid,
    interaction_sid: interactionSid,
    type,
    status: open ? 'active' : 'closed',
    error_code: 0,
    error_message: '',
    url: `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`,
  };
}
