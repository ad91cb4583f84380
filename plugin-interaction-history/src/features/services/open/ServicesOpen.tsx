import * as React from 'react';
import { useStore } from '../../../state/store';
import { InSession } from '../../late/InSession';
import { useTaskSession } from '../../task-session';
import type { LatePartProps } from '../bundle';
import { Checks } from './Checks';
import { Inquiry } from './Inquiry';
import { Orders } from './Orders';
import { PlaceOrder } from './PlaceOrder';
import { ServiceList } from './ServiceList';

/** The open section. */
export const ServicesOpen: React.FC<LatePartProps> = (props) => (
  <InSession {...props}>
    <Content />
  </InSession>
);

const Content: React.FC = () => {
  const { services: own } = useTaskSession();
  const { reading, form } = useStore(own.store);
  if (reading.phase !== 'ok') return null;
  const { services } = reading;
  if (form?.action === 'place-order') return <PlaceOrder services={services} form={form} />;
  return (
    <>
      <Checks services={services} />
      <ServiceList services={services} />
      <Orders services={services} />
      <Inquiry services={services} />
    </>
  );
};
