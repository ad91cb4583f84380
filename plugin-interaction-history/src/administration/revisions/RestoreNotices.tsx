import * as React from 'react';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Plain } from '../../ui/text';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import type { Restoring } from './use-restore';

/** What came of restoring. */
export const RestoreNotices: React.FC<{ state: Restoring; editing: Editing }> = ({ state, editing }) => {
  const { strings, locale } = useAdministrationStrings();
  const { revisions: words, review } = strings;
  const agent = useStrings();
  switch (state.phase) {
    case 'idle':
    case 'sending':
      return null;
    case 'restored':
      return (
        <Notice
          kind="info"
          icon="check"
          urgent
          title={words.restored(state.version, state.made)}
          body={editing.newer === null ? strings.justPublishedBody : words.restoredDraft}
        />
      );
    case 'stale':
      return (
        <Notice
          kind="error"
          urgent
          title={words.restoreStale(state.by.publishedBy.name, state.by.version)}
          body={words.restoreStaleBody}
        />
      );
    case 'invalid':
      return (
        <Notice kind="error" urgent title={words.restoreInvalid}>
          {state.issues.map(({ codeId, problem }) => {
            const code = (editing.newer ?? editing.base).tree.codes.find(({ id }) => id === codeId);
            return (
              <Plain key={`${codeId} ${problem}`}>
                {code === undefined ? codeId : labelOf(code, locale)} {review.issues[problem]}
              </Plain>
            );
          })}
        </Notice>
      );
    case 'failed':
      return <Notice kind="error" urgent title={words.restoreFailed} body={explain(state.error, agent)} />;
  }
};
