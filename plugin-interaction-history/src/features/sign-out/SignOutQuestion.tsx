import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { Plain, Strong } from '../../ui/text';
import type { SignOut } from './sign-out';

/** Asks before the agent signs out and leaves something behind (PR-4). Modal: nothing else is done meanwhile; Esc stays. */
export const SignOutQuestion: React.FC<{ signOut: SignOut; onSignOut: () => void }> = ({ signOut, onSignOut }) => {
  const question = useStore(signOut.question);
  const strings = useStrings();
  const dialog = React.useRef<HTMLDialogElement>(null);
  const isAsked = question !== null;
  React.useEffect(() => {
    if (isAsked) dialog.current?.showModal();
  }, [isAsked]);
  if (question === null) return null;
  const words = strings.signOut;
  const why = question.why === null ? '' : `${explain(question.why, strings)} `;
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby="ih-sign-out"
      aria-describedby="ih-sign-out-why"
      style={{ border: 'none', padding: 0, borderRadius: 8, maxWidth: 440 }}
      onCancel={signOut.stay}
    >
      <Box padding="space70" backgroundColor="colorBackgroundBody" color="colorText" fontFamily="fontFamilyText">
        <Strong as="h2" id="ih-sign-out">
          {words.title(question.left)}
        </Strong>
        <Box id="ih-sign-out-why" marginTop="space40" marginBottom="space60">
          <Plain>
            {why}
            {question.isSealed ? words.sealed : words.lost}
          </Plain>
        </Box>
        <Row flexWrap="wrap" rowGap="space30">
          <Button variant="primary" size="small" onClick={signOut.stay}>
            {words.stay}
          </Button>
          <Button variant="secondary" size="small" onClick={onSignOut}>
            {words.again}
          </Button>
          <Button
            variant="secondary"
            size="small"
            onClick={() => {
              signOut.goAnyway();
              onSignOut();
            }}
          >
            {question.isSealed ? words.goAnyway : words.goAndLose}
          </Button>
        </Row>
      </Box>
    </dialog>
  );
};
