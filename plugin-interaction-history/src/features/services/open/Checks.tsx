import * as React from 'react';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { momentOf } from '../../../strings/format';
import { useLanguage } from '../../../strings/strings';
import type { Tone } from '../../../ui/Badge';
import type { IconName } from '../../../ui/Icon';
import { RecordLink } from '../../../ui/RecordLink';
import { Small } from '../../../ui/text';
import { Group, Line } from './Line';
import { wordsFor } from '../services-state';
import { useServiceWords } from './strings/strings';

const LOOKS: Record<string, [Tone, IconName?]> = {
  none: ['plain'],
  pending: ['pending', 'clock'],
  eligible: ['good', 'check'],
  'not-eligible': ['plain'],
  verified: ['good', 'check'],
  rejected: ['bad', 'close'],
  other: ['plain'],
};

/** The customer's two checks, and the portal where they aren't registered for it yet. */
export const Checks: React.FC<{ services: CustomerServices }> = ({ services }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const { eligibility, verification, isRegistered, cases } = services;
  const when = (at: string | null): string | null => (at === null ? null : momentOf(locale, at, Date.now()));
  const caseOf = (about: 'eligibility' | 'verification', isPending: boolean): React.ReactNode => {
    const open = isPending ? cases.find((one) => one.about === about) : undefined;
    return open === undefined ? null : <RecordLink href={open.url}>{words.case(open.number)}</RecordLink>;
  };
  const look = (state: string): { tone: Tone; icon?: IconName } => {
    const [tone, icon] = LOOKS[state] ?? ['plain'];
    return { tone, ...(icon === undefined ? {} : { icon }) };
  };
  const pendingSince = (at: string | null): string => (when(at) === null ? '' : words.since(when(at) ?? ''));
  return (
    <Group name={words.checks}>
      {isRegistered ? null : (
        <Line
          services={services}
          name={words.portalName}
          status={words.notRegistered}
          tone="plain"
          facts=""
          actions={[['register', null]]}
        />
      )}
      <Line
        services={services}
        name={words.eligibilityName}
        status={wordsFor(words.eligibility, eligibility.state, eligibility.text)}
        {...look(eligibility.state)}
        facts={
          eligibility.state === 'pending'
            ? pendingSince(eligibility.at)
            : [eligibility.state === 'other' ? null : eligibility.text, when(eligibility.at)].filter(Boolean).join(' · ')
        }
        links={caseOf('eligibility', eligibility.state === 'pending')}
        actions={[
          ['request-eligibility', null, eligibility.state === 'none' ? words.actions['request-eligibility'] : words.again],
          ['record-eligibility', null],
        ]}
      />
      <Line
        services={services}
        name={words.verificationName}
        status={wordsFor(words.verification, verification.state, verification.text)}
        {...look(verification.state)}
        facts={verification.state === 'pending' ? pendingSince(verification.at) : (when(verification.at) ?? '')}
        links={caseOf('verification', verification.state === 'pending')}
        actions={[
          ['request-verification', null, verification.state === 'none' ? words.actions['request-verification'] : words.again],
          ['decide-verification', null],
        ]}
      >
        {verification.state === 'rejected' && verification.text !== null ? (
          <Small overflowWrap="anywhere">{words.toldRejected(verification.text)}</Small>
        ) : null}
      </Line>
    </Group>
  );
};
