import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import type { Choice } from '@interaction-history/shared/src/reason-codes/edit/merge-with-choices';
import { explain } from '../../api/api-error';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { OtherPage } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Warning } from '../ui/Warning';

/** The same editor has edited on another page: one of both drafts is chosen, and undo brings back the other (AD-2). */
export const OtherPageChoice: React.FC<{ editor: ReasonCodesEditor; other: OtherPage; onTaken: () => void }> = ({
  editor,
  other: { draft, error },
  onTaken,
}) => {
  const { strings, locale } = useAdministrationStrings();
  const { otherPage: words } = strings;
  const agent = useStrings();
  const title = draft === null ? words.discarded : words.changed(momentOf(locale, draft.savedAt, Date.now()));
  const take = (whose: Choice): void => void editor.takePage(whose).then((isTaken) => isTaken && onTaken());
  return (
    <Warning
      title={title}
      body={error === null ? words.body : explain(error, agent)}
      action={
        <Row>
          <Button variant="secondary" size="small" onClick={() => take('theirs')}>
            {words.theirs}
          </Button>
          <Button variant="secondary" size="small" onClick={() => take('mine')}>
            {words.mine}
          </Button>
        </Row>
      }
    />
  );
};
