import * as React from 'react';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { useSelected, useStore } from '../../state/store';
import { useLanguage } from '../../strings/strings';
import { FieldError } from '../../ui/field';
import { useFocusTarget } from '../../ui/focus-scope';
import { Row, Section } from '../../ui/layout';
import { useLateBundle } from '../late/use-late-bundle';
import { useTaskSession } from '../task-session';
import { ReasonAndComment } from './ReasonAndComment';
import { RecordedAs } from './RecordedAs';
import { ReasonCodesError } from './ReasonCodesError';
import { StateLine } from './StateLine';
import { isOpen, stateLine } from './wrap-up-state';

interface Props {
  /** "New case", beside the state of what is written. */
  caseButton: React.ReactNode;
  /** The case form and the cases opened, below the buttons. */
  children: React.ReactNode;
}

/** Reason and comment. Always there, usable before the customer is known; read-only once stored. */
export const WrapUpSection: React.FC<Props> = ({ caseButton, children }) => {
  const session = useTaskSession();
  const { wrapUp, worker } = session;
  const task = useStore(session.task);
  const state = useStore(wrapUp.store);
  const { tree, policy } = useStore(session.rules.store);
  const reasons = { ...useStore(worker.reasonCodes.store), tree };
  const { strings, locale } = useLanguage();
  const words = strings.wrapUp;
  const theme = React.useContext(ThemeContext);
  const reasonField = React.useRef<HTMLInputElement>(null);
  const commentField = React.useRef<HTMLTextAreaElement>(null);
  useFocusTarget('reason', () => (reasonField.current?.disabled ? null : reasonField.current));
  // what can't be written can still be read
  useFocusTarget('comment', () => commentField.current);

  const isRinging = task.phase === 'ringing';
  // a call that goes on is hung up first, by Flex's own button
  const canComplete = task.phase === 'wrapping' || (task.phase === 'accepted' && task.channel !== 'voice');
  const isClosed = isRinging || !isOpen(state);
  const { mostUsed } = reasons;
  const { sid: queueSid, name: queueName } = task.queue;
  const { recentReasons } = worker;
  const usage = React.useMemo(
    () => ({ recent: recentReasons.read(), mostUsed: mostUsed[queueSid ?? 'none'] ?? [] }),
    [recentReasons, mostUsed, queueSid],
  );
  const { refusal } = state;
  const suggests = tree?.codes.find(({ id }) => id === state.reasonId)?.serviceAction ?? null;
  const { bundle } = useLateBundle(worker, suggests !== null);
  const keeping = useSelected(worker.drafts.keeping, (states) => states.get(task.reservationSid));
  const placeholder = isRinging
    ? words.opensWhenAccepted
    : reasons.phase === 'loading'
      ? words.reasonsLoading
      : words.reasonPlaceholder;
  return (
    <Section label={words.heading}>
      <ReasonAndComment
        id="ih"
        tree={tree}
        policy={policy}
        scope={{ queueSid, channel: task.channel }}
        draft={state}
        access={isRinging ? 'waiting' : isClosed ? 'closed' : 'open'}
        error={refusal === 'reason' || refusal === 'reason-gone' || refusal === 'comment' ? refusal : null}
        reasonPlaceholder={placeholder}
        usage={usage}
        queueName={queueName}
        reasonField={reasonField}
        commentField={commentField}
        onEdit={wrapUp.edit}
        onComplete={canComplete ? wrapUp.complete : undefined}
      >
        <ReasonCodesError reasons={reasons} field={reasonField} onRetry={() => void worker.reasonCodes.load()} />
        {suggests && !isClosed && bundle !== undefined ? (
          <bundle.SuggestedAction {...{ session, locale, theme }} code={suggests} />
        ) : null}
      </ReasonAndComment>
      {keeping === 'page-only' && !isClosed ? <FieldError id="ih-not-kept">{words.pageOnly}</FieldError> : null}
      <RecordedAs />
      <Row marginTop="space30">
        <StateLine state={stateLine(state, keeping)} />
        {caseButton}
      </Row>
      {children}
    </Section>
  );
};
