import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import { CaseLinks } from './CaseLinks';
import { NewCase } from './NewCase';
import type { CustomerState } from '../customer/customer-state';
import type { Features } from '../features';
import { useStore } from '../../state/store';
import type { Strings } from '../../strings/en';
import { useLanguage, useStrings } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { focusWhenShown } from '../../ui/focus-when-shown';
import { Row } from '../../ui/layout';
import { Small } from '../../ui/text';

interface Props {
  task: AgentTask;
  features: Features;
  customer: CustomerState;
  /** The caller's address as people read it. */
  address: string;
}

const BUTTON_ID = 'ih-new-case';
const BLOCKED_ID = 'ih-new-case-blocked';

/** Why no case can be opened now: it needs a customer, in Salesforce. */
function blockedBy({ link }: CustomerState, strings: Strings): string | null {
  if (link.phase !== 'linked') return strings.cases.waits;
  // A Lead has no cases until it is a customer
  const { accountId, contactId } = link.customer.salesforce ?? {};
  return accountId || contactId ? null : strings.cases.needsSalesforce;
}

/** "New case": fills the form from reason and comment (ID-12). */
export const CaseButton: React.FC<Props> = ({ task, features, customer, address }) => {
  const { strings, locale } = useLanguage();
  const { cases, wrapUps, reasonCodes } = features;
  const blocked = blockedBy(customer, strings);
  const { isOpen } = useStore(cases.of(task));
  const open = (): void => {
    const { reasonId, comment } = wrapUps.of(task).get();
    const { tree } = reasonCodes.store.get();
    const path = tree === null || reasonId === null ? '' : pathLabels(tree, reasonId, locale).join(' › ');
    const from =
      task.caller.kind === 'withheld'
        ? strings.cases.withheld
        : task.channel === 'voice'
          ? strings.cases.callFrom(address)
          : strings.cases.contactFrom(address);
    cases.open(task, { subject: path || from, description: comment });
  };
  return (
    <Button
      id={BUTTON_ID}
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
export const CasePart: React.FC<Props> = ({ task, features, customer }) => {
  const strings = useStrings();
  const { cases } = features;
  const { form, isOpen, opened } = useStore(cases.of(task));
  const blocked = blockedBy(customer, strings);
  const { link } = customer;
  const backToButton = (): void => focusWhenShown(() => document.getElementById(BUTTON_ID));
  const create = (): void => {
    if (link.phase !== 'linked') return;
    void cases.create(task, link.customer.customerId).then((made) => made !== null && backToButton());
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
          onEdit={(change) => cases.edit(task, change)}
          onCreate={create}
          onClose={() => {
            cases.close(task);
            backToButton();
          }}
        />
      ) : null}
    </>
  );
};
