import * as React from 'react';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import type { ServiceStage } from '@interaction-history/shared/src/services/states';
import { momentOf } from '../../../strings/format';
import { useLanguage } from '../../../strings/strings';
import type { Tone } from '../../../ui/Badge';
import type { IconName } from '../../../ui/Icon';
import { RecordLink } from '../../../ui/RecordLink';
import { Small } from '../../../ui/text';
import { TextButton } from '../../../ui/TextButton';
import { ActionButton, Group, Line } from './Line';
import { offers, wordsFor } from '../services-state';
import { useServiceWords } from './strings/strings';

const LOOKS: Record<ServiceStage, { tone: Tone; icon?: IconName }> = {
  inquiry: { tone: 'pending', icon: 'clock' },
  ready: { tone: 'salesforce', icon: 'check' },
  ordered: { tone: 'plain', icon: 'clock' },
  active: { tone: 'good', icon: 'check' },
  cancelling: { tone: 'pending', icon: 'clock' },
  cancelled: { tone: 'plain' },
  void: { tone: 'plain' },
  other: { tone: 'plain' },
};
const ENDED: ReadonlySet<ServiceStage> = new Set(['cancelled', 'void']);

/** The customer's services; those that have ended are shown on demand. */
export const ServiceList: React.FC<{ services: CustomerServices }> = ({ services }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const [withEnded, showEnded] = React.useState(false);
  const ended = services.services.filter(({ stage }) => ENDED.has(stage));
  const shown = withEnded ? services.services : services.services.filter(({ stage }) => !ENDED.has(stage));
  const factsOf = ({ id, stage, serviceNumber, endsAt }: (typeof shown)[number]): string => {
    const time = endsAt === null ? null : momentOf(locale, endsAt, Date.now());
    if (stage === 'cancelling' && time !== null) return words.ends(time);
    if (stage === 'cancelled' && time !== null) return words.ended(time);
    const order = stage === 'ordered' ? services.orders?.find(({ serviceId }) => serviceId === id) : undefined;
    if (order !== undefined) return words.order(order.number);
    return serviceNumber === null ? '' : words.serviceNumber(serviceNumber);
  };
  const caseOf = ({ id, stage }: (typeof shown)[number]): React.ReactNode => {
    const open =
      stage === 'cancelling' ? services.cases.find((one) => one.about === 'cancellation' && one.serviceId === id) : undefined;
    return open === undefined ? null : <RecordLink href={open.url}>{words.case(open.number)}</RecordLink>;
  };
  const order = offers(services, 'place-order', null) ? (
    <ActionButton action="place-order" on={null} label={words.actions['place-order']} about={words.services} />
  ) : null;
  return (
    <Group name={words.services} count={services.services.length} action={order}>
      {services.services.length === 0 ? <Small as="li">{words.none}</Small> : null}
      {shown.map((service) => (
        <Line
          key={service.id}
          services={services}
          name={service.commodity ?? words.unnamed}
          status={wordsFor(words.stages, service.stage, service.stageText)}
          {...LOOKS[service.stage]}
          facts={factsOf(service)}
          links={caseOf(service)}
          actions={[
            ['place-order', service.id],
            ['request-cancellation', service.id],
          ]}
        />
      ))}
      {ended.length === 0 || withEnded ? null : (
        <li style={{ listStyle: 'none' }}>
          <TextButton onClick={() => showEnded(true)}>{words.showEnded(ended.length)}</TextButton>
        </li>
      )}
    </Group>
  );
};
