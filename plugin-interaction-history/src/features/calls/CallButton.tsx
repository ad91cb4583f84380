import * as React from 'react';
import { useStore } from '../../state/store';
import { isolated } from '../../strings/bidi';
import { addressWords } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { TextButton } from '../../ui/TextButton';
import type { WorkerStores } from '../task-session';

interface Props {
  worker: Pick<WorkerStores, 'calls'>;
  /** Called where it is E.164. */
  number: string | null | undefined;
  customerId: string | null;
}

/** Calls a number; not there while the agent is on a call, or where Flex has no outbound calls. */
export const CallButton: React.FC<Props> = ({ worker: { calls }, number, customerId }) => {
  const { call } = useStrings();
  const isFree = useStore(calls.isFree);
  if (!isFree || !number || !/^\+\d{5,15}$/.test(number)) return null;
  return (
    <TextButton onClick={() => calls.start(number, customerId)}>
      <Icon name="voice" size={12} />
      {call(isolated(addressWords(number)))}
    </TextButton>
  );
};
