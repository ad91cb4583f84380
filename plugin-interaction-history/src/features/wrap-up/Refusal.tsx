import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Row, Section } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import { useFocusRequest } from '../../ui/focus';
import type { WrapUpState } from './wrap-up-state';

interface Props {
  state: WrapUpState;
  onRetry: () => void;
  onCompleteLater: () => void;
}

/** Why the task is not completed or the entry not saved, on top of the tab, with what to do about it (RC-1, RC-5). */
export const Refusal: React.FC<Props> = ({ state, onRetry, onCompleteLater }) => {
  const strings = useStrings();
  const retry = React.useRef<HTMLButtonElement>(null);
  const { refusal, recording, focus } = state;
  useFocusRequest(focus, { retry });
  if (refusal === null || (refusal.of === 'save' && refusal.cause !== 'failed')) return null;
  const title = refusal.of === 'complete' ? strings.wrapUp.blockedTitle : strings.wrapUp.saveFailedTitle;
  const why = recording.phase === 'failed' ? explain(recording.error, strings) : '';
  const body = {
    reason: strings.wrapUp.blockedReason,
    comment: strings.wrapUp.blockedComment,
    failed: strings.wrapUp.blockedFailed(why),
  }[refusal.cause];
  return (
    <Section label={title}>
      <Notice kind="error" urgent title={title} body={body}>
        {refusal.cause === 'failed' ? (
          <Box marginTop="space30">
            <Row flexWrap="wrap" rowGap="space30">
              <Button ref={retry} variant="primary" size="small" onClick={onRetry}>
                {strings.wrapUp.retry}
              </Button>
              {refusal.of === 'complete' ? (
                <Button variant="secondary" size="small" onClick={onCompleteLater}>
                  {strings.wrapUp.completeNow}
                </Button>
              ) : null}
            </Row>
          </Box>
        ) : null}
      </Notice>
    </Section>
  );
};
