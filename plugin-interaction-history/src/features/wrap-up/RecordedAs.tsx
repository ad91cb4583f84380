import * as React from 'react';
import { useSelected, useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { chosen } from '../customer/candidates';
import { nameOf } from '../customer/records';
import { useTaskSession } from '../task-session';
import { isOpen } from './wrap-up-state';

/** Whose history the entry goes to if the agent completes without having confirmed anybody (ID-6), and the way out of it. */
export const RecordedAs: React.FC = () => {
  const { customer, wrapUp, task, actions } = useTaskSession();
  const { wrapUp: words, customer: customerWords } = useStrings();
  const state = useStore(customer.store);
  const { phase } = useStore(task);
  const isWritable = useSelected(wrapUp.store, isOpen);
  const candidate = state.link.phase === 'none' ? chosen(state) : null;
  if (candidate === null || phase === 'ringing' || !isWritable) return null;
  return (
    <Row marginTop="space30" flexWrap="wrap" minHeight="sizeSquare60">
      <Small>{words.recordedAs(nameOf(candidate) ?? customerWords.noName)}</Small>
      <TextButton onClick={actions.reject}>{words.notThem}</TextButton>
    </Row>
  );
};
