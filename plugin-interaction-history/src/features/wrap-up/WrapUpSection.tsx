import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { useStrings } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { FieldError } from '../../ui/field';
import { useFocusRequest } from '../../ui/focus';
import { Row, Section } from '../../ui/layout';
import type { Draft } from './draft';
import type { ReasonCodes } from './reason-codes';
import type { RecentReasons } from './recent-reasons';
import { ReasonAndComment } from './ReasonAndComment';
import { ReasonsTrouble } from './ReasonCodesError';
import { StateLine } from './StateLine';
import { isOpen, stateLine, type WrapUpState } from './wrap-up-state';

export interface WrapUpSectionProps {
  task: AgentTask;
  state: WrapUpState;
  reasons: ReasonCodes;
  recent: RecentReasons;
  policy: WrapUpPolicy;
  onEdit: (change: Partial<Draft>) => void;
  onSave: () => void;
  onRetryReasons: () => void;
  /** "New case", left of Save. */
  caseButton: React.ReactNode;
  /** The case form and the cases opened, below the buttons. */
  children: React.ReactNode;
}

/** What of the form can take the focus now: the reason, or the comment, which can be read when nothing can be written. */
export const wrapUpField = (): HTMLElement | null => document.querySelector('#ih-reason:enabled, #ih-comment');

/** Reason and comment. Always there, usable before the customer is known; read-only once stored. */
export const WrapUpSection: React.FC<WrapUpSectionProps> = (props) => {
  const { task, state, reasons, recent, policy, onEdit, onSave, onRetryReasons, caseButton, children } = props;
  const words = useStrings().wrapUp;
  const reasonField = React.useRef<HTMLInputElement>(null);
  const commentField = React.useRef<HTMLTextAreaElement>(null);
  useFocusRequest(state.focus, { reason: reasonField, comment: commentField });

  const isRinging = task.phase === 'ringing';
  const isClosed = isRinging || !isOpen(state);
  const { tree, mostUsed } = reasons;
  const { sid: queueSid, name: queueName } = task.queue;
  const usage = React.useMemo(
    () => ({ recent: recent.read(), mostUsed: mostUsed[queueSid ?? 'none'] ?? [] }),
    [recent, mostUsed, queueSid],
  );
  const cause = state.refusal?.cause;
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
        error={cause === 'reason' || cause === 'reason-gone' || cause === 'comment' ? cause : null}
        reasonPlaceholder={placeholder}
        usage={usage}
        queueName={queueName}
        reasonField={reasonField}
        commentField={commentField}
        onEdit={onEdit}
      >
        <ReasonsTrouble reasons={reasons} field={reasonField} onRetry={onRetryReasons} />
      </ReasonAndComment>
      {state.kept ? null : <FieldError id="ih-not-kept">{words.notKept}</FieldError>}
      <Row marginTop="space30">
        <StateLine state={stateLine(state)} />
        {caseButton}
        <Button variant="primary" onClick={onSave} disabled={isClosed || stateLine(state).kind === 'idle'}>
          {words.save}
        </Button>
      </Row>
      {children}
    </Section>
  );
};
