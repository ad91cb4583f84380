import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../../api/api-error';
import { useStrings } from '../../../strings/strings';
import { Icon } from '../../../ui/Icon';
import { Notice } from '../../../ui/Notice';
import { Small } from '../../../ui/text';
import type { FormPhase } from '../services-state';
import { useServiceWords } from './strings/strings';

/** Failures after which it isn't known whether the request has gone through. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'timeout',
  'network',
  'unreadable',
  'deadline_exceeded',
  'upstream_unavailable',
  'internal',
]);

/** What came of sending so far, and the one button. Nothing can be sent twice: the same request asks what became of it. */
export const SendRow: React.FC<{ state: FormPhase; label: string; disabled?: boolean }> = ({
  state,
  label,
  disabled = false,
}) => {
  const strings = useStrings();
  const words = useServiceWords();
  const isSending = state.phase === 'sending';
  const isUnknown = state.phase === 'failed' && UNKNOWN.has(state.error.code);
  return (
    <Box marginTop="space40">
      {state.phase === 'failed' ? (
        <Box marginBottom="space30">
          {isUnknown ? (
            <Notice kind="neutral" icon="alert" urgent title={words.unknownTitle} body={words.unknownBody} />
          ) : (
            <Notice
              kind="error"
              urgent
              title={words.refusedTitle}
              body={state.error.code === 'offline' ? words.offline : words.refusedBody(explain(state.error, strings))}
            />
          )}
        </Box>
      ) : null}
      <Box display="flex" columnGap="space20" alignItems="center" marginBottom="space20" role="status" color="colorTextWeak">
        <Icon name={isSending || isUnknown ? 'clock' : 'unsaved'} size={12} />
        <Small>{isSending ? words.sending : isUnknown ? words.unknownYet : words.notSent}</Small>
      </Box>
      <Button variant="primary" type="submit" fullWidth disabled={disabled} aria-disabled={isSending || undefined}>
        {isSending ? words.sending : isUnknown ? words.checkAgain : label}
      </Button>
    </Box>
  );
};
