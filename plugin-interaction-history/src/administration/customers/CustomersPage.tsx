import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStore } from '../../state/store';
import { countOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Grow } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import { Plain } from '../../ui/text';
import { useOnline } from '../../state/online';
import { useAdministration } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { Panel } from '../ui/Panel';
import { ChosenCustomer } from './ChosenCustomer';
import { FindCustomer } from './FindCustomer';
import { MergeFoot } from './MergeFoot';
import { MergeNotices } from './MergeNotices';
import { nameOf, twoOf, type MergeFlow, type MergeState, type Side } from './merge-flow';

/** Two customers that are one person: both side by side, who stays, and what that does (ID-14). */
export const CustomersPage: React.FC = () => {
  const {
    session: { merge: flow },
    tabs,
  } = useAdministration();
  const { customers: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const state = useStore(flow.store);
  const isOnline = useOnline();
  const isSettled = state.merging.phase === 'running' || state.merging.phase === 'done';
  return (
    <Frame
      title={<PageTitle>{words.heading}</PageTitle>}
      tabs={tabs}
      foot={isSettled || state.merging.phase === 'stopped' ? undefined : <MergeFoot flow={flow} state={state} />}
    >
      <Box display="flex" flexDirection="column" rowGap="space50" style={{ maxWidth: 1320 }}>
        {isOnline ? null : <Notice kind="neutral" icon="offline" urgent title={agent.errors.offline} />}
        <MergeNotices flow={flow} merging={state.merging} />
        {isSettled ? null : <Plain>{words.intro}</Plain>}
        <Box
          display="grid"
          columnGap="space50"
          rowGap="space50"
          alignItems="start"
          style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' }}
        >
          {(['first', 'second'] as const).map((side) => (
            <One key={side} flow={flow} side={side} state={state} isSettled={isSettled} />
          ))}
        </Box>
        {isSettled ? null : <WhatHappens state={state} />}
      </Box>
    </Frame>
  );
};

const One: React.FC<{ flow: MergeFlow; side: Side; state: MergeState; isSettled: boolean }> = ({
  flow,
  side,
  state,
  isSettled,
}) => {
  const { customers: words } = useAdministrationStrings().strings;
  const finding = state[side];
  const two = twoOf(state);
  return (
    <Panel
      label={words[side]}
      head={
        <>
          <Grow>{words[side]}</Grow>
          {two === null ? null : state.stays === side ? (
            <Badge tone="good">{words.keeps}</Badge>
          ) : (
            <Badge tone="pending">{words.goes}</Badge>
          )}
        </>
      }
    >
      {finding.chosen === null ? (
        <FindCustomer flow={flow} side={side} finding={finding} />
      ) : (
        <ChosenCustomer flow={flow} side={side} stored={finding.chosen} stays={state.stays === side} isSettled={isSettled} />
      )}
    </Panel>
  );
};

const WhatHappens: React.FC<{ state: MergeState }> = ({ state }) => {
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  const two = twoOf(state);
  if (two === null) return null;
  const { goes, stays } = two;
  const [from, to] = [goes, stays].map(({ customer }) => nameOf(customer, words.noName)) as [string, string];
  const lines = [
    words.whatMoves(countOf(locale, goes.interactionCount), goes.interactionCount, from, to),
    words.whatIdentities(from, to),
    words.whatFields(to),
    words.whatPast,
    words.whatFinal,
  ];
  return (
    <Panel label={words.what} head={words.what}>
      <Box as="ul" margin="space0" paddingY="space40" paddingRight="space50" paddingLeft="space70">
        {lines.map((line) => (
          <li key={line} style={{ listStyle: 'disc' }}>
            <Plain overflowWrap="anywhere">{line}</Plain>
          </li>
        ))}
      </Box>
    </Panel>
  );
};
