import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { SkeletonLoader } from '@twilio-paste/core/skeleton-loader';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { useStrings } from '../../strings/strings';
import type { Strings } from '../../strings/en';
import { Icon, type IconName } from '../../ui/Icon';
import { wordsFor } from './services-state';

type Tone = 'good' | 'bad' | 'plain' | 'weak';
const COLORS = { good: 'colorTextSuccess', bad: 'colorTextError', plain: 'colorText', weak: 'colorTextWeak' } as const;
const ICONS: Partial<Record<Tone, IconName>> = { good: 'check', bad: 'alert' };

/** Where the customer stands, in one line. */
export const Glance: React.FC<{ services: CustomerServices }> = ({ services }) => {
  const words = useStrings().services;
  return (
    <Box as="dl" display="flex" justifyContent="space-between" columnGap="space30" margin="space0" marginTop="space20">
      {factsOf(services, words).map(([name, value, tone]) => (
        <div key={name}>
          <Box as="dt" fontSize="fontSize20" lineHeight="lineHeight10" color="colorTextWeak">
            {name}
          </Box>
          <Box
            as="dd"
            display="flex"
            alignItems="center"
            columnGap="space10"
            margin="space0"
            fontSize="fontSize20"
            lineHeight="lineHeight10"
            fontWeight="fontWeightSemibold"
            color={COLORS[tone]}
          >
            {ICONS[tone] === undefined ? null : <Icon name={ICONS[tone]} size={12} />}
            {value}
          </Box>
        </div>
      ))}
    </Box>
  );
};

/** As high as the line it stands for: nothing below jumps. */
export const GlanceSkeleton: React.FC = () => (
  <Box marginTop="space20">
    <SkeletonLoader height="32px" />
  </Box>
);

function factsOf(
  { eligibility, verification, orders, services }: CustomerServices,
  words: Strings['services'],
): [name: string, value: string, tone: Tone][] {
  const count = (list: readonly { state: string }[], ...states: string[]): number =>
    list.filter(({ state }) => states.includes(state)).length;
  const failed = count(orders ?? [], 'failed');
  const running = count(orders ?? [], 'review', 'approved', 'activating');
  const active = services.filter(({ stage }) => stage === 'active').length;
  const tones: Partial<Record<string, Tone>> = { eligible: 'good', verified: 'good', rejected: 'bad', none: 'weak' };
  const { glance } = words;
  const orderFact: [string, Tone] =
    failed > 0
      ? [words.ordersFailed(failed), 'bad']
      : running > 0
        ? [words.ordersRunning(running), 'plain']
        : [(orders ?? []).length === 0 ? words.noOrders : words.ordersNone, 'weak'];
  return [
    [glance.internet, wordsFor(words.eligibility, eligibility.state, eligibility.text), tones[eligibility.state] ?? 'plain'],
    [glance.id, wordsFor(words.verification, verification.state, verification.text), tones[verification.state] ?? 'plain'],
    ...(orders === null ? [] : [[glance.orders, ...orderFact] as [string, string, Tone]]),
    [glance.active, words.servicesActive(active), active === 0 ? 'weak' : 'plain'],
  ];
}
