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

/** Why the task is not completed or the entry not saved, on top of the tab, with what to do about it (RC-1, RC-5). */
export const Refusal: React.FC = () => {
  const { worker, wrapUp, focus } = useTaskSession();
  const strings = useStrings();
  const retry = React.useRef<HTMLButtonElement>(null);
  const { refusal, recording } = useStore(wrapUp.store);
  const { error: codesError } = useStore(worker.reasonCodes.store);
  useFocusTarget('refusal-retry', () => retry.current);
  const ways = useFocusFallback<HTMLElement>(() => focus.find('reason', 'comment'));
  if (refusal === null) return null;
  const hasWays = refusal.cause === 'failed' || refusal.cause === 'codes';
  // what a save lacks is said at its field
  if (refusal.of === 'save' && !hasWays) return null;
  const title = refusal.of === 'complete' ? strings.wrapUp.blockedTitle : strings.wrapUp.saveFailedTitle;
  const said = (error: ApiError | null): string => (error === null ? '' : explain(error, strings));
  const why = said(recording.phase === 'failed' ? recording.error : null);
  const body = {
    reason: strings.wrapUp.blockedReason,
    'reason-gone': strings.wrapUp.blockedReasonGone,
    codes: strings.wrapUp.blockedCodes(said(codesError)),
    comment: strings.wrapUp.blockedComment,
    failed: strings.wrapUp.blockedFailed(why),
  }[refusal.cause];
  return (
    <Section label={title}>
      <Notice kind="error" urgent title={title} body={body}>
        {hasWays ? (
          <Box ref={ways} marginTop="space30">
            <Row flexWrap="wrap" rowGap="space30">
              <Button ref={retry} variant="primary" size="small" onClick={wrapUp.retry}>
                {strings.wrapUp.retry}
              </Button>
              {refusal.of === 'complete' ? (
                <Button variant="secondary" size="small" onClick={wrapUp.completeLater}>
                  {refusal.cause === 'codes' ? strings.wrapUp.completeNowReasonLater : strings.wrapUp.completeNow}
                </Button>
              ) : null}
            </Row>
          </Box>
        ) : null}
      </Notice>
    </Section>
  );
};
