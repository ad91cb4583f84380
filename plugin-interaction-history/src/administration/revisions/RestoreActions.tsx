import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import { reopened } from '@interaction-history/shared/src/reason-codes/reopen';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { createStore, useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { Plain, Small } from '../../ui/text';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { useApi } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';

interface Props {
  editor: ReasonCodesEditor;
  editing: Editing;
  /** The revision that is looked at. */
  version: number;
  /** The one that agents see. */
  newest: number;
  isBusy: boolean;
  onRestore: () => void;
  /** It is in the draft now. */
  onOpened: () => void;
}

/** Restore asks once more, because agents see it; opening as a draft does not: Undo takes it back. */
export const RestoreActions: React.FC<Props> = ({ editor, editing, version, newest, isBusy, onRestore, onOpened }) => {
  const { strings } = useAdministrationStrings();
  const { revisions: words } = strings;
  const agent = useStrings();
  const api = useApi();
  const [isAsking, setAsking] = React.useState(false);
  const failure = React.useMemo(() => createStore<ApiError | null>(null), []);
  const error = useStore(failure);
  const open = async (): Promise<void> => {
    failure.set(null);
    try {
      const { tree } = await api('reason-codes/revisions', { version });
      if (tree === null) throw new Error(`revision ${version} came without its tree`);
      editor.replace(reopened(tree.codes, (editing.newer ?? editing.base).tree.codes));
      onOpened();
    } catch (thrown) {
      failure.set(asApiError(thrown));
    }
  };
  if (version === newest) return <Small>{words.isCurrent}</Small>;
  if (isAsking || isBusy)
    return (
      <Row flexWrap="wrap" rowGap="space30">
        <Plain role="alert">{words.restoreSure(version)}</Plain>
        <Button
          variant="destructive"
          disabled={isBusy}
          onClick={() => {
            setAsking(false);
            onRestore();
          }}
        >
          {isBusy ? words.restoring : words.restoreYes(version)}
        </Button>
        <Button variant="secondary" autoFocus disabled={isBusy} onClick={() => setAsking(false)}>
          {strings.cancel}
        </Button>
      </Row>
    );
  return (
    <>
      <Grow>
        <Small role={error === null ? undefined : 'alert'}>
          {error === null ? words.openDraftBody : `${words.readFailed}. ${explain(error, agent)}`}
        </Small>
      </Grow>
      <Button variant="secondary" onClick={() => void open()}>
        {words.openDraft(version)}
      </Button>
      <Button variant="primary" onClick={() => setAsking(true)}>
        {words.restore(version)}
      </Button>
    </>
  );
};
