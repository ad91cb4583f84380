import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import type { ServiceAction } from '@interaction-history/shared/src/services/states';
import { useStore } from '../../../state/store';
import { Badge, Count, type Tone } from '../../../ui/Badge';
import { useFocusTarget } from '../../../ui/focus-scope';
import type { IconName } from '../../../ui/Icon';
import { Grow, Row } from '../../../ui/layout';
import { Small, Strong } from '../../../ui/text';
import { TextButton } from '../../../ui/TextButton';
import { useTaskSession } from '../../task-session';
import { ActionPane } from './ActionPane';
import { offers, type Typed } from '../services-state';
import { useServiceWords } from './strings/strings';

interface Props {
  services: CustomerServices;
  name: string;
  status: string;
  tone: Tone;
  icon?: IconName;
  facts: string;
  /** What this line could offer; only what is possible now is shown (SV-2). */
  actions: readonly [action: ServiceAction, on: string | null, words?: string][];
  /** Ways on that are no actions. */
  links?: React.ReactNode;
  children?: React.ReactNode;
}

/** One check, service or order: what it is, how it stands, what can be done; the form of what is being done below it. */
export const Line: React.FC<Props> = ({ services, name, status, tone, icon, facts, actions, links, children }) => {
  const { services: own } = useTaskSession();
  const { form } = useStore(own.store);
  const words = useServiceWords();
  const possible = actions.filter(([action, on]) => offers(services, action, on));
  const isHere = form !== null && actions.some(([action, on]) => form.action === action && form.on === on);
  return (
    <Box
      as="li"
      paddingY="space30"
      borderTopStyle="solid"
      borderTopWidth="borderWidth10"
      borderTopColor="colorBorderWeaker"
      style={{ listStyle: 'none' }}
    >
      <Strong>{name}</Strong>
      <Row flexWrap="wrap" rowGap="space10">
        <Badge tone={tone} {...(icon === undefined ? {} : { icon })}>
          {status}
        </Badge>
        <Grow>
          <Small overflowWrap="anywhere">{facts}</Small>
        </Grow>
        {links}
        {isHere
          ? null
          : possible.map(([action, on, label]) => (
              <ActionButton key={action} action={action} on={on} label={label ?? words.actions[action]} about={name} />
            ))}
      </Row>
      {children}
      {isHere ? <ActionPane services={services} form={form} about={name} /> : null}
    </Box>
  );
};

interface ActionButtonProps {
  action: ServiceAction;
  on: string | null;
  label: string;
  /** What it is about, for who hears the button alone. */
  about: string;
  /** What its form begins with. */
  filledIn?: Typed;
}

export const ActionButton: React.FC<ActionButtonProps> = ({ action, on, label, about, filledIn }) => {
  const { services } = useTaskSession();
  const place = React.useRef<HTMLElement>(null);
  useFocusTarget(`action ${action} ${on ?? ''}`, () => place.current?.querySelector('button') ?? null);
  return (
    <Box as="span" ref={place} title={about}>
      <TextButton onClick={() => services.begin(action, on, filledIn)}>{label}</TextButton>
    </Box>
  );
};

/** Lines of one kind under their name. */
export const Group: React.FC<{ name: string; count?: number; action?: React.ReactNode }> = ({
  name,
  count,
  action,
  children,
}) => (
  <Box marginTop="space40">
    <Row minHeight="sizeSquare60">
      <Small as="h3">{name}</Small>
      {count === undefined || count === 0 ? null : <Count>{count}</Count>}
      <Grow />
      {action}
    </Row>
    <Box as="ul" margin="space0" padding="space0">
      {children}
    </Box>
  </Box>
);
