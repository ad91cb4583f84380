import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { useStrings } from '../../strings/strings';
import type { Editing } from '../editor/editor-state';
import { useQueueName } from '../panel/QueuesField';
import type { Telling } from '../review/describe-change';
import { useWords } from '../strings/strings';

/** What the words of changes between two trees are about. */
export function useTelling(
  { workspace, locales }: Pick<Editing, 'workspace' | 'locales'>,
  before: readonly ReasonCode[],
  codes: readonly ReasonCode[],
): Telling {
  const language = useWords();
  const { channels: channelNames } = useStrings();
  return { codes, before, language, locales, queueName: useQueueName(workspace), channelNames };
}
