import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { countOf, dateTimeOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Plain, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import type { JoinedCustomers as Joined } from '@interaction-history/shared/src/contract/joined-customers';
import { createJoinedFlow, type JoinedFlow, type JoinedState, type Parting } from './joined-flow';
import { nameOf, type MergeFlow, type Side, type StoredCustomer } from './merge-flow';

/** What leads to a customer, on request: merges to undo and addresses to take away (ID-17). */
export const JoinedCustomers: React.FC<{ flow: MergeFlow; side: Side; stored: StoredCustomer }> = ({ flow, side, stored }) => {
  const api = useApi();
  const { customers: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const { customerId } = stored.customer;
  const latest = React.useRef(stored);
  latest.current = stored;
  const joining = React.useMemo(
    () =>
      createJoinedFlow(api, customerId, (customer, gone) =>
        flow.choose(side, { customer, interactionCount: latest.current.interactionCount - gone }),
      ),
    [api, customerId, flow, side],
  );
  const state = useStore(joining.store);
  const { list } = state;
  if (list.phase === 'closed')
    return (
      <Box marginTop="space40">
        <TextButton onClick={() => void joining.open()}>{words.joinedShow}</TextButton>
      </Box>
    );
  if (list.phase === 'loading') return <Small role="status">{words.joinedLoading}</Small>;
  if (list.phase === 'failed')
    return (
      <Notice
        kind="error"
        urgent
        title={words.joinedFailed}
        body={explain(list.error, agent)}
        action={<RetryButton what={words.joinedShow} onRetry={() => void joining.open()} />}
      />
    );
  return (
    <Box as="section" aria-label={words.joined} marginTop="space40">
      <Strong>{words.joined}</Strong>
      <Done state={state} />
      <Box as="ul" margin="space0" marginTop="space20" padding="space0" style={{ listStyle: 'none' }}>
        {list.phase === 'open' ? <Lines joining={joining} state={state} joined={list.joined} /> : null}
      </Box>
    </Box>
  );
};

const Lines: React.FC<{
  joining: JoinedFlow;
  state: JoinedState;
  joined: Joined;
}> = ({ joining, state, joined: { merges, addresses } }) => {
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  const at = (instant: string): string => dateTimeOf(locale, instant, Date.now());
  if (merges.length + addresses.length === 0)
    return (
      <li>
        <Small>{words.joinedNone}</Small>
      </li>
    );
  return (
    <>
      {merges.map((merge) => (
        <Line
          key={merge.mergedId}
          joining={joining}
          state={state}
          of={{ what: 'merge', merge }}
          name={merge.name ?? words.noName}
          about={words.mergedBy(merge.by.name, at(merge.at))}
        />
      ))}
      {addresses.map((address) => (
        <Line
          key={`${address.identity.kind}:${address.identity.value}`}
          joining={joining}
          state={state}
          of={{ what: 'address', address }}
          name={address.identity.display}
          about={address.kept === null ? words.fromRecord : words.keptBy(address.kept.by.name, at(address.kept.at))}
        />
      ))}
    </>
  );
};

const Line: React.FC<{ joining: JoinedFlow; state: JoinedState; of: Parting; name: string; about: string }> = (props) => {
  const { joining, state, of, name, about } = props;
  const { customers: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const { parting } = state;
  const isThis = parting.phase !== 'idle' && JSON.stringify(parting.of) === JSON.stringify(of);
  const undo = of.what === 'merge' ? words.undoMerge : words.takeAway;
  return (
    <Box as="li" paddingY="space20" borderTopStyle="solid" borderTopWidth="borderWidth10" borderTopColor="colorBorderWeaker">
      <Row flexWrap="wrap" rowGap="space20">
        <Grow>
          <Plain overflowWrap="anywhere">{name}</Plain>
          <Small>{about}</Small>
        </Grow>
        {isThis ? null : (
          <Button
            variant="secondary"
            size="small"
            disabled={parting.phase === 'running'}
            aria-label={words.undoNamed(undo, name)}
            onClick={() => joining.ask(of)}
          >
            {undo}
          </Button>
        )}
      </Row>
      {isThis ? (
        <Box marginTop="space20">
          <Plain role="alert">
            {parting.phase === 'failed'
              ? words.undoFailed(explain(parting.error, agent))
              : of.what === 'merge'
                ? words.undoSure(name)
                : words.takeAwaySure(name)}
          </Plain>
          <Row marginTop="space20">
            <Button
              variant="secondary"
              size="small"
              autoFocus
              disabled={parting.phase === 'running'}
              onClick={() => joining.ask(null)}
            >
              {words.no}
            </Button>
            <Button variant="destructive" size="small" disabled={parting.phase === 'running'} onClick={() => void joining.part()}>
              {parting.phase === 'running' ? words.undoing : undo}
            </Button>
          </Row>
        </Box>
      ) : null}
    </Box>
  );
};

const Done: React.FC<{ state: JoinedState }> = ({ state: { done } }) => {
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  if (done === null) return null;
  return (
    <Notice
      kind="info"
      icon="check"
      urgent
      title={
        done.what === 'address'
          ? words.takenAway(done.address.identity.display)
          : words.undone(nameOf(done.restored, words.noName), countOf(locale, done.moved), done.moved)
      }
    />
  );
};
