import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { useStrings } from '../../strings/strings';
import type { Editing } from '../editor/editor-state';
import { useQueueName } from '../panel/QueuesField';
import type { DescribeContext } from '../review/describe-change';
import { useAdministrationStrings } from '../strings/strings';

/** What the words of changes between two trees are about. */
export function useDescribeContext(
  { workspace, locales }: Pick<Editing, 'workspace' | 'locales'>,
  before: readonly ReasonCode[],
  codes: readonly ReasonCode[],
): DescribeContext {
  const language = useAdministrationStrings();
  const { channels: channelNames } = useStrings();
  return { codes, before, language, locales, queueName: useQueueName(workspace), channelNames };
}
