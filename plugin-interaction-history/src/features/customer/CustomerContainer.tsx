import * as React from 'react';
import { CustomerSection } from './CustomerSection';
import { LinkFailure } from './LinkFailure';
import { MasterRecordView } from '../master/MasterRecordView';
import { NewCustomer } from '../new-customer/NewCustomer';
import { QueryPane } from '../query/QueryPane';
import { resultsOf } from '../query/query-state';
import type { Features } from '../features';
import { isOpen, type WrapUpState } from '../wrap-up/wrap-up-state';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { Section } from '../../ui/layout';
import { findFirst, useFocusHeir } from '../../ui/focus';
import { CHOICE, CHOSEN, NAME, RESULT, type CustomerActions } from './customer-actions';

interface Props {
  task: AgentTask;
  features: Features;
  actions: CustomerActions;
  wrapUp: WrapUpState;
  /** The caller's address as people read it. */
  address: string;
  notYet: string | null;
  lastContact: React.ReactNode;
  /** The customer whom the task is linked with is being read again. */
  isRestoring: boolean;
}

/** Who has the focus next where what had it is gone, a button that was pressed or a notice: first found first. */
const HEIRS = [CHOSEN, CHOICE, RESULT, NAME, 'a, button'];

/** The customer's place in the tab: what the look-up leads to, or what the agent opened over it. */
export const CustomerPart: React.FC<Props> = ({ task, features, actions, wrapUp, address, notYet, lastContact, isRestoring }) => {
  const strings = useStrings();
  const { customers, histories, faces, queries, masters, newCustomers, cases, settings } = features;
  const state = useStore(customers.of(task));
  const face = useStore(faces.of(task)).slice(-1)[0] ?? null;
  const query = useStore(queries.of(task));
  const master = useStore(masters.of(task));
  const form = useStore(newCustomers.of(task));
  const { requiredCustomerFields } = useStore(settings.store);
  const { opened } = useStore(cases.of(task));
  const quiet = wrapUp.refusal?.cause === 'failed';
  const callerAddress = task.caller.kind === 'withheld' ? null : address;
  const failure = quiet ? null : <LinkFailure link={state.link} onConfirm={actions.confirm} onUnlink={actions.unlink} />;
  const hasFailed = state.link.phase === 'failed' || state.link.phase === 'unlink-failed';

  const pane = (above: React.ReactNode): React.ReactElement => (
    <QueryPane
      state={query}
      notYet={notYet}
      onBack={face?.show === 'search' ? actions.back : null}
      onEdit={(field, text) => queries.edit(task, field, text)}
      onSearch={() => void queries.search(task)}
      onClear={() => queries.clear(task)}
      onStand={(key) => queries.stand(task, key)}
      onOpen={actions.openResult}
    >
      {above}
    </QueryPane>
  );

  const place: React.RefObject<HTMLDivElement> = useFocusHeir(() => findFirst(place.current, HEIRS));
  const placed = (content: React.ReactElement): React.ReactElement => (
    <div ref={place} data-customer="">
      {content}
    </div>
  );

  if (face === null)
    return placed(
      <CustomerSection
        task={task}
        state={state}
        address={address}
        canChange={isOpen(wrapUp)}
        notYet={notYet}
        lastContact={lastContact}
        cases={opened}
        quiet={quiet}
        pane={pane}
        onConfirm={actions.confirm}
        onReject={actions.reject}
        onReconsider={actions.reconsider}
        isRestoring={isRestoring}
        onRetry={() => void customers.retry(task)}
        onRestore={() => {
          if (state.link.phase === 'restoring') histories.retry(task, { customerId: state.link.customerId });
          // what the same store said of the address is missing, too
          if (state.lookup.phase === 'done' && state.lookup.answer.stored.status === 'failed') void customers.retry(task);
        }}
        onKeep={actions.keep}
        onUnlink={actions.unlink}
        onFinish={() => void newCustomers.finish(task)}
        onAnswerAddress={actions.answerAddress}
        onFullRecord={actions.fullRecord}
      />,
    );
  if (face.show === 'search') return placed(pane(hasFailed ? failure : undefined));
  return placed(
    <>
      {face.show === 'record' ? (
        <MasterRecordView
          key={face.accountNumber}
          state={master}
          name={face.name}
          backTo={face.from === 'results' ? strings.master.results(resultsOf(query).length) : strings.master.matches}
          callerAddress={callerAddress}
          notYet={notYet}
          onBack={actions.back}
          onRetry={() => void masters.retry(task)}
          onBring={actions.bring}
          onUseMatch={(match) => actions.confirm({ from: 'match', match })}
          onUseMaster={actions.useMaster}
        />
      ) : (
        <NewCustomer
          state={form}
          required={requiredCustomerFields}
          callerAddress={callerAddress}
          notYet={notYet}
          onBack={actions.back}
          onCancel={actions.cancelNew}
          onEdit={(field, text) => newCustomers.edit(task, field, text)}
          onCreate={actions.create}
          onUse={actions.useExisting}
        />
      )}
      {hasFailed && failure !== null ? <Section label={strings.customer.heading}>{failure}</Section> : null}
    </>,
  );
};
