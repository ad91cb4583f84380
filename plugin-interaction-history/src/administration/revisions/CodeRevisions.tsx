import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { ReasonCode, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import { aligned, changesOf } from '../editor/changes';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { ChangeList } from '../review/ChangeList';
import { describeChange } from '../review/describe-change';
import { useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { RestoreActions } from './RestoreActions';
import { RestoreNotices } from './RestoreNotices';
import { RevisionsPage } from './RevisionsPage';
import { usePages } from './use-pages';
import { useRestore } from './use-restore';
import { useDescribeContext } from './use-describe-context';
import { useTrees } from './use-trees';

interface Props {
  editor: ReasonCodesEditor;
  editing: Editing;
  /** Compared first; null: what the newest changed. */
  versions: { from: number; to: number } | null;
  /** Where the way back leads. */
  from: 'tree' | 'review';
  onBack: () => void;
}

/** Every publication of the reason codes: what it changed, any two compared, restored, or opened as a draft (AD-2). */
export const CodeRevisions: React.FC<Props> = ({ editor, editing, versions, from, onBack }) => {
  const { revisions: words } = useAdministrationStrings().strings;
  const api = useApi();
  const read = React.useCallback(
    (before: number | undefined) => api('reason-codes/revisions', before === undefined ? {} : { before }),
    [api],
  );
  const pages = usePages<Revision>(read);
  const newest = pages.revisions[0]?.version ?? 0;
  const { state, restore } = useRestore(editor, pages.reload);
  return (
    <RevisionsPage
      title={words.title}
      back={from === 'tree' ? words.back : words.backToReview}
      first={versions}
      starter={words.starter}
      onBack={onBack}
      pages={pages}
      news={<RestoreNotices state={state} editing={editing} />}
      changes={(from, to) => <Changes editing={editing} from={from} to={to} />}
      actions={(version) => (
        <RestoreActions
          key={version}
          editor={editor}
          editing={editing}
          version={version}
          newest={newest}
          isBusy={state.phase === 'sending'}
          onRestore={() => void restore(version, newest)}
          onOpened={onBack}
        />
      )}
    />
  );
};

const Changes: React.FC<{ editing: Editing; from: number; to: number }> = ({ editing, from, to }) => {
  const { revisions: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const wanted = React.useMemo(() => [from, to], [from, to]);
  const { tree, retry } = useTrees(wanted);
  const [before, after] = [tree(from), tree(to)];
  const failed = [before, after].find((each) => each.phase === 'failed');
  if (failed?.phase === 'failed')
    return (
      <Box padding="space50">
        <Notice
          kind="error"
          urgent
          title={words.readFailed}
          body={explain(failed.error, agent)}
          action={<RetryButton what={words.compare} onRetry={retry} />}
        />
      </Box>
    );
  if (before.phase !== 'ready' || after.phase !== 'ready')
    return (
      <Box padding="space50" role="status">
        {words.reading}
      </Box>
    );
  return <Told editing={editing} before={before.codes} after={after.codes} />;
};

const Told: React.FC<{ editing: Editing; before: readonly ReasonCode[]; after: readonly ReasonCode[] }> = ({
  editing,
  before,
  after,
}) => {
  const { revisions: words } = useAdministrationStrings().strings;
  const context = useDescribeContext(editing, before, after);
  const told = changesOf(before, aligned(before, after)).flatMap((change) => describeChange(change, context));
  if (told.length === 0) return <Box padding="space50">{words.noDifference}</Box>;
  return <ChangeList changes={told} />;
};
