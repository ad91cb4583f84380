import * as React from 'react';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice, RetryButton } from '../../ui/Notice';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Workspace } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';

/** Queues and channels are read by themselves, and may fail while the tree is there. */
export const WorkspaceFailure: React.FC<{ editor: ReasonCodesEditor; workspace: Workspace }> = ({ editor, workspace }) => {
  const { panel } = useAdministrationStrings().strings;
  const agent = useStrings();
  if (workspace.phase !== 'failed') return null;
  return (
    <Notice
      kind="error"
      title={panel.workspaceFailed}
      body={explain(workspace.error, agent)}
      action={<RetryButton what={panel.workspaceFailed} onRetry={() => void editor.loadWorkspace()} />}
    />
  );
};
