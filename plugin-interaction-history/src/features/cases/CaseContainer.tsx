import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { CaseLinks } from './CaseLinks';
import { NewCase } from './NewCase';
import type { CustomerState } from '../customer/customer-state';
import { useCustomer } from '../customer/use-customer';
import { useTaskSession } from '../task-session';
import { useStore } from '../../state/store';
import type { Strings } from '../../strings/en';
import { useLanguage, useStrings } from '../../strings/strings';
import { useFocusTarget } from '../../ui/focus-scope';
import { Row } from '../../ui/layout';
import { Small } from '../../ui/text';

const BLOCKED_ID = 'ih-new-case-blocked';

/** Why no case can be opened now: it needs a customer, in Salesforce. */
function blockedBy({ link }: CustomerState, strings: Strings): string | null {
  if (link.phase !== 'linked') return strings.cases.waits;
  // A Lead has no cases until it is a customer
  const { accountId, contactId } = link.customer.salesforce ?? {};
  return accountId || contactId ? null : strings.cases.needsSalesforce;
}

/** "New case": fills the form from reason and comment (ID-12). */
export const CaseButton: React.FC = () => {
  const { strings, locale } = useLanguage();
  const { worker, task, cases, wrapUp } = useTaskSession();
  const { state, address } = useCustomer();
  const button = React.useRef<HTMLButtonElement>(null);
  useFocusTarget('new-case', () => button.current);
  const blocked = blockedBy(state, strings);
  const { isOpen } = useStore(cases.store);
  const open = (): void => {
    const { reasonId, comment } = wrapUp.store.get();
    const { tree } = worker.reasonCodes.store.get();
    const { caller, channel } = task.get();
    const path = tree === null || reasonId === null ? '' : pathLabels(tree, reasonId, locale).join(' › ');
    const from =
      caller.kind === 'withheld'
        ? strings.cases.withheld
        : channel === 'voice'
          ? strings.cases.callFrom(address)
          : strings.cases.contactFrom(address);
    cases.open({ subject: path || from, description: comment });
  };
  return (
    <Button
      ref={button}
      variant="secondary"
      onClick={open}
      disabled={blocked !== null || isOpen}
      aria-describedby={blocked === null ? undefined : BLOCKED_ID}
    >
      {strings.cases.open}
    </Button>
  );
};

/** The case form while it is open, and the cases opened from this task. The line is always there: nothing jumps when it fills. */
export const CaseContainer: React.FC = () => {
  const strings = useStrings();
  const { cases, customer, focus } = useTaskSession();
  const { form, isOpen, opened } = useStore(cases.store);
  const state = useStore(customer.store);
  const blocked = blockedBy(state, strings);
  const { link } = state;
  const create = (): void => {
    if (link.phase !== 'linked') return;
    void cases.create(link.customer.customerId).then((opening) => opening !== null && focus.focus('new-case'));
  };
  return (
    <>
      <Box role="status" minHeight="sizeSquare60" marginTop="space20">
        <Row flexWrap="wrap" rowGap="space20">
          <CaseLinks opened={opened} />
          {blocked === null ? null : <Small id={BLOCKED_ID}>{blocked}</Small>}
        </Row>
      </Box>
      {isOpen && form !== null && blocked === null ? (
        <NewCase
          form={form}
          onEdit={cases.edit}
          onCreate={create}
          onClose={() => {
            cases.close();
            focus.focus('new-case');
          }}
        />
      ) : null}
    </>
  );
};
