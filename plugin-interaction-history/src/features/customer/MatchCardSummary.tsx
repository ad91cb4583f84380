import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { ELLIPSIS, Small } from '../../ui/text';
import type { Candidate } from './records';
import { StatusBadges } from './StatusBadges';

/** The two lines of a card that is not open: enough to tell people of one name apart. */
export const Folded: React.FC<{ candidate: Candidate }> = ({ candidate }) => {
  const { customer } = useStrings();
  if (candidate.from === 'stored') return null;
  const { match } = candidate;
  const counts = [
    match.openCases === null ? null : customer.cases(match.openCases),
    match.orders === null ? null : customer.orders(match.orders),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <Small marginTop="space20">
        <div style={ELLIPSIS}>{[match.address, match.email].filter(Boolean).join(' · ')}</div>
      </Small>
      <Row marginTop="space20" flexWrap="wrap" rowGap="space20">
        <StatusBadges statuses={match.statuses.slice(0, 1)} />
        {counts ? <Small>{counts}</Small> : null}
      </Row>
    </>
  );
};

/** The radio's own mark. */
export const RadioDot: React.FC<{ on: boolean }> = ({ on }) => (
  <Box
    aria-hidden="true"
    width="sizeSquare50"
    height="sizeSquare50"
    flexShrink={0}
    marginTop="space10"
    borderStyle="solid"
    borderRadius="borderRadiusCircle"
    borderColor={on ? 'colorBorderPrimary' : 'colorBorder'}
    backgroundColor="colorBackgroundBody"
    style={{ borderWidth: on ? 5 : 1 }}
  />
);
