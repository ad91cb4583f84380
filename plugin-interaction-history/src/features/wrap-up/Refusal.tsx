import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain, type ApiError } from '../../api/api-error';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Row, Section } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import { useFocusFallback } from '../../ui/focus';
import { useFocusTarget } from '../../ui/focus-scope';
import { useTaskSession } from '../task-session';

/** Why the task is not completed, on top of the tab, with what to do about it (RC-1, RC-5). */
export const Refusal: React.FC = () => {
  const { worker, wrapUp, focus } = useTaskSession();
  const strings = useStrings();
  const retry = React.useRef<HTMLButtonElement>(null);
  const { refusal, recording } = useStore(wrapUp.store);
  const { error: codesError } = useStore(worker.reasonCodes.store);
  useFocusTarget('refusal-retry', () => retry.current);
  const ways = useFocusFallback<HTMLElement>(() => focus.find('reason', 'comment'));
  if (refusal === null) return null;
  const hasWays = refusal === 'failed' || refusal === 'codes';
  const title = strings.wrapUp.blockedTitle;
  const said = (error: ApiError | null): string => (error === null ? '' : explain(error, strings));
  const why = said(recording.phase === 'failed' ? recording.error : null);
  const body = {
    reason: strings.wrapUp.blockedReason,
    'reason-gone': strings.wrapUp.blockedReasonGone,
    codes: strings.wrapUp.blockedCodes(said(codesError)),
    comment: strings.wrapUp.blockedComment,
    failed: strings.wrapUp.blockedFailed(why),
  }[refusal];
  return (
    <Section label={title}>
      <Notice kind="error" urgent title={title} body={body}>
        {hasWays ? (
          <Box ref={ways} marginTop="space30">
            <Row flexWrap="wrap" rowGap="space30">
              <Button ref={retry} variant="primary" size="small" onClick={wrapUp.complete}>
                {strings.wrapUp.retry}
              </Button>
              <Button variant="secondary" size="small" onClick={wrapUp.completeLater}>
                {refusal === 'codes' ? strings.wrapUp.completeNowReasonLater : strings.wrapUp.completeNow}
              </Button>
            </Row>
          </Box>
        ) : null}
      </Notice>
    </Section>
  );
};
