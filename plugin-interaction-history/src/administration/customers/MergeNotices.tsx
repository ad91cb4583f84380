import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { countOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { useAdministrationStrings } from '../strings/strings';
import { nameOf, type MergeFlow, type Merging } from './merge-flow';

/** How far a merge has come, why it stopped, and what it made. */
export const MergeNotices: React.FC<{ flow: MergeFlow; merging: Merging }> = ({ flow, merging }) => {
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  const agent = useStrings();
  const count = (number: number): string => countOf(locale, number);
  switch (merging.phase) {
    case 'idle':
    case 'asking':
      return null;
    case 'running': {
      const { moved, total } = merging;
      return (
        <Notice kind="info" icon="transfer" title={words.merging(count(moved), count(total))}>
          <Box
            role="progressbar"
            aria-label={words.progress}
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={Math.min(moved, total)}
            marginTop="space30"
            borderRadius="borderRadiusPill"
            backgroundColor="colorBackgroundBody"
            overflow="hidden"
            style={{ height: 8 }}
          >
            <Box
              height="100%"
              backgroundColor="colorBackgroundPrimary"
              style={{ width: `${total === 0 ? 100 : Math.min(100, (moved / total) * 100)}%` }}
            />
          </Box>
        </Notice>
      );
    }
    case 'stopped':
      if (merging.isFinal)
        return <Notice kind="error" urgent title={words.refused} body={words.refusedBody(explain(merging.error, agent))} />;
      return (
        <Notice
          kind="error"
          urgent
          title={words.stopped(count(merging.moved))}
          body={words.stoppedBody(explain(merging.error, agent))}
          action={
            <Button variant="secondary" size="small" onClick={() => void flow.merge()}>
              {words.goOn}
            </Button>
          }
        />
      );
    case 'done':
      return (
        <Notice
          kind="info"
          icon="check"
          urgent
          title={words.done(nameOf(merging.customer, words.noName), count(merging.moved), merging.moved)}
          body={words.doneBody}
          action={
            <Button variant="secondary" size="small" onClick={() => flow.reset()}>
              {words.another}
            </Button>
          }
        />
      );
  }
};
