import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import type { OrderState } from '@interaction-history/shared/src/services/states';
import { dateOf, momentOf } from '../../../strings/format';
import { useLanguage } from '../../../strings/strings';
import type { Tone } from '../../../ui/Badge';
import { useFocusTarget } from '../../../ui/focus-scope';
import type { IconName } from '../../../ui/Icon';
import { RecordLink } from '../../../ui/RecordLink';
import { Small } from '../../../ui/text';
import { TextButton } from '../../../ui/TextButton';
import { Group, Line } from './Line';
import { wordsFor } from '../services-state';
import { useServiceWords } from './strings/strings';

const LOOKS: Record<OrderState, { tone: Tone; icon?: IconName }> = {
  draft: { tone: 'plain' },
  review: { tone: 'pending', icon: 'clock' },
  approved: { tone: 'plain', icon: 'clock' },
  activating: { tone: 'plain', icon: 'clock' },
  failed: { tone: 'bad', icon: 'alert' },
  activated: { tone: 'good', icon: 'check' },
  cancelled: { tone: 'plain' },
  other: { tone: 'plain' },
};
const FINISHED: ReadonlySet<OrderState> = new Set(['activated', 'cancelled']);
/** Activation takes seconds; after this it is said that it is slow. */
const LONG_MS = 10 * 60_000;

const OrderLink: React.FC<{ order: NonNullable<CustomerServices['orders']>[number] }> = ({ order: { id, url } }) => {
  const words = useServiceWords();
  const place = React.useRef<HTMLElement>(null);
  useFocusTarget(`action open ${id}`, () => place.current?.querySelector('a') ?? null);
  return (
    <Box as="span" ref={place}>
      <RecordLink href={url}>{words.openOrder}</RecordLink>
    </Box>
  );
};

/** The customer's orders; finished ones are shown on demand. */
export const Orders: React.FC<{ services: CustomerServices }> = ({ services }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const [withFinished, showFinished] = React.useState(false);
  const orders = services.orders ?? [];
  if (orders.length === 0) return null;
  const finished = orders.filter(({ state }) => FINISHED.has(state));
  const shown = withFinished ? orders : orders.filter(({ state }) => !FINISHED.has(state));
  const now = Date.now();
  const factsOf = ({ state, date, changedAt, lines }: (typeof shown)[number]): string =>
    state === 'activating' || state === 'approved'
      ? words.since(momentOf(locale, changedAt, now))
      : [date === null ? null : dateOf(locale, date), lines.length === 0 ? null : words.products(lines.length)]
          .filter(Boolean)
          .join(' · ');
  return (
    <Group name={words.orders} count={orders.length}>
      {shown.map((order) => (
        <Line
          key={order.id}
          services={services}
          name={words.order(order.number)}
          status={wordsFor(words.orderStates, order.state, order.statusText)}
          {...LOOKS[order.state]}
          facts={factsOf(order)}
          links={order.state === 'draft' || order.state === 'failed' ? <OrderLink order={order} /> : null}
          actions={[
            ['approve-order', order.id],
            ['retry-activation', order.id],
          ]}
        >
          {order.error === null ? null : (
            <Small color="colorTextErrorStrong" overflowWrap="anywhere">
              {[order.error.text, order.error.at === null ? null : momentOf(locale, order.error.at, now)]
                .filter(Boolean)
                .join(' · ')}
            </Small>
          )}
          {order.state === 'activating' && now - Date.parse(order.changedAt) > LONG_MS ? <Small>{words.longer}</Small> : null}
        </Line>
      ))}
      {finished.length === 0 || withFinished ? null : (
        <li style={{ listStyle: 'none' }}>
          <TextButton onClick={() => showFinished(true)}>{words.showFinished(finished.length)}</TextButton>
        </li>
      )}
    </Group>
  );
};
