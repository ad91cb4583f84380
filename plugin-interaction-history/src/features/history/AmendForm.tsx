import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { useStore } from '../../state/store';
import { dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { useFocusOnMount } from '../../ui/focus-scope';
import { Row } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import type { WorkerStores } from '../task-session';
import { ReasonAndComment } from '../wrap-up/ReasonAndComment';
import { missing } from '../wrap-up/wrap-up-state';
import { isChanged, type Amendment, type AmendmentStore } from './amendment-store';
import { pathOf } from './reason-path';

interface Props {
  worker: Pick<WorkerStores, 'reasonCodes' | 'settings'>;
  store: AmendmentStore;
  amendment: Amendment;
}

/** Changes an entry in its place (IH-4). Escape leaves it, and the earlier text stays beside the new one. */
export const AmendForm: React.FC<Props> = ({ worker, store, amendment }) => {
  const { tree } = useStore(worker.reasonCodes.store);
  const { wrapUpPolicy: policy } = useStore(worker.settings.store);
  const { strings, locale } = useLanguage();
  const { history } = strings;
  const [asked, setAsked] = React.useState(false);
  const commentField = React.useRef<HTMLTextAreaElement>(null);
  useFocusOnMount('amendment-comment', () => commentField.current);
  const { entry, phase, error, overtaken } = amendment;
  const lacking = missing(amendment, tree, policy);
  const save = (): void => {
    setAsked(true);
    if (lacking === null) void store.save();
  };
  return (
    <Box
      role="group"
      aria-label={history.amendHeading}
      marginTop="space20"
      onKeyDown={(event: React.KeyboardEvent) => {
        // the open list of reasons has taken its own Escape before it came here
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) store.close();
      }}
    >
      {overtaken ? (
        <Box marginBottom="space30">
          <Notice
            kind="error"
            urgent
            title={history.overtaken}
            body={history.overtakenBody(pathOf(entry.reason, locale), entry.comment || history.noComment)}
          />
        </Box>
      ) : null}
      <ReasonAndComment
        id="ih-amend"
        tree={tree}
        policy={policy}
        scope={{ queueSid: entry.queue.sid || null, channel: entry.channel }}
        draft={amendment}
        access={phase === 'sending' ? 'closed' : 'open'}
        error={asked ? lacking : null}
        reasonPlaceholder={strings.wrapUp.reasonPlaceholder}
        commentField={commentField}
        onEdit={store.edit}
      />
      {phase === 'failed' && error !== null ? (
        <Box marginTop="space30">
          <Notice kind="error" urgent title={history.amendFailed} body={history.amendFailedBody(explain(error, strings))} />
        </Box>
      ) : null}
      <Row marginTop="space30">
        <Button variant="primary" size="small" onClick={save} disabled={phase === 'sending' || !isChanged(amendment)}>
          {phase === 'sending' ? history.saving : overtaken ? history.saveMine : history.saveAmendment}
        </Button>
        <Button variant="secondary" size="small" onClick={store.cancel} disabled={phase === 'sending'}>
          {history.cancel}
        </Button>
        <Box as="span" fontSize="fontSize20" lineHeight="lineHeight10" color="colorTextWeak">
          {history.amendUntil(dateTimeOf(locale, entry.canAmendUntil, Date.now()))}
        </Box>
      </Row>
    </Box>
  );
};
