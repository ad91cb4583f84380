import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { momentOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { useFocusFallback } from '../../ui/focus';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import type { ReasonCodes } from './reason-codes';

interface Props {
  reasons: ReasonCodes;
  /** Gets the focus when Retry has brought the codes. */
  field: React.RefObject<HTMLElement>;
  onRetry: () => void;
}

/** That the codes could not be loaded, or are those of an earlier page: right below their field (ID-13). */
export const ReasonCodesError: React.FC<Props> = ({ reasons, field, onRetry }) => {
  const { strings, locale } = useLanguage();
  const { wrapUp } = strings;
  const { phase, tree, copyFrom, error } = reasons;
  const now = useNow(60_000);
  const notice = useFocusFallback<HTMLElement>(() => field.current);
  return (
    <>
      {/* it stays while it is tried again: what has the focus is not taken away for a failure that follows */}
      {tree === null && error !== null ? (
        <Box ref={notice} marginTop="space30">
          <Notice
            kind="error"
            title={wrapUp.reasonsFailed}
            action={<RetryButton onRetry={onRetry} what={wrapUp.reasonsFailed} busy={phase === 'loading'} />}
          />
        </Box>
      ) : null}
      {copyFrom === null ? null : <Small marginTop="space20">{wrapUp.reasonsCopy(momentOf(locale, copyFrom, now))}</Small>}
    </>
  );
};
