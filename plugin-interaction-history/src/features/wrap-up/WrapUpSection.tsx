import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { offeredCodes, pathLabels } from '@interaction-history/shared/src/reason-codes';
import { countOf, timeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import type { AgentTask } from '../../tasks/agent-task';
import { FieldError, FieldLabel } from '../../ui/field';
import { useFocusRequest } from '../../ui/focus';
import { GrowingTextArea } from '../../ui/GrowingTextArea';
import { Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import type { Draft } from './draft';
import type { ReasonCodes } from './reason-codes';
import { ReasonPicker } from './ReasonPicker';
import { StateLine } from './StateLine';
import { isOpen, stateLine, type WrapUpState } from './wrap-up-state';

/** As the contract has it; a value import would bring zod into the bundle. */
const MAX_COMMENT = 4_000;

export interface WrapUpSectionProps {
  task: AgentTask;
  state: WrapUpState;
  reasons: ReasonCodes;
  onEdit: (change: Partial<Draft>) => void;
  onSave: () => void;
  onRetryReasons: () => void;
  /** "New case", left of Save. */
  caseButton: React.ReactNode;
  /** The case form and the cases opened, below the buttons. */
  children: React.ReactNode;
}

/** Reason and comment. Always there, usable before the customer is known; read-only once stored. */
export const WrapUpSection: React.FC<WrapUpSectionProps> = (props) => {
  const { task, state, reasons, onEdit, onSave, onRetryReasons, caseButton, children } = props;
  const { strings, locale } = useLanguage();
  const words = strings.wrapUp;
  const reasonField = React.useRef<HTMLInputElement>(null);
  const commentField = React.useRef<HTMLTextAreaElement>(null);
  const isRinging = task.phase === 'ringing';
  const isClosed = isRinging || !isOpen(state);
  const { tree } = reasons;
  const { sid: queueSid } = task.queue;
  const offered = React.useMemo(
    () => (tree === null ? [] : offeredCodes(tree, { queueSid, channel: task.channel }, locale)),
    [tree, queueSid, task.channel, locale],
  );
  const path =
    tree !== null && state.reasonId !== null ? pathLabels(tree, state.reasonId, locale).join(' › ') || state.reasonId : '';
  const commentRequired = tree?.codes.find(({ id }) => id === state.reasonId)?.commentRequired ?? false;
  const reasonError = state.refusal?.cause === 'reason';
  const commentError = state.refusal?.cause === 'comment';

  useFocusRequest(state.focus, { reason: reasonField, comment: commentField });

  const placeholder = isRinging
    ? words.opensWhenAccepted
    : reasons.phase === 'loading'
      ? words.reasonsLoading
      : words.reasonPlaceholder;
  return (
    <Section label={words.heading}>
      <FieldLabel htmlFor="ih-reason" label={words.reason} required />
      <ReasonPicker
        ref={reasonField}
        id="ih-reason"
        offered={offered}
        value={path}
        disabled={isClosed || tree === null}
        placeholder={placeholder}
        hasError={reasonError}
        describedBy={reasonError ? 'ih-reason-error' : undefined}
        onChoose={(reasonId) => {
          onEdit({ reasonId });
          commentField.current?.focus();
        }}
        onClear={() => {
          onEdit({ reasonId: null });
          reasonField.current?.focus();
        }}
      />
      {reasonError ? <FieldError id="ih-reason-error">{words.reasonMissing}</FieldError> : null}
      {reasons.phase === 'failed' ? (
        <Box marginTop="space30">
          <Notice
            kind="error"
            title={words.reasonsFailed}
            action={<RetryButton onRetry={onRetryReasons} what={words.reasonsFailed} />}
          />
        </Box>
      ) : null}
      {reasons.copyFrom !== null ? (
        <Small marginTop="space20">{words.reasonsCopy(timeOf(locale, reasons.copyFrom))}</Small>
      ) : null}
      <Box marginTop="space30">
        <FieldLabel
          htmlFor="ih-comment"
          label={words.comment}
          required={commentRequired}
          note={commentRequired ? undefined : words.optional}
        >
          <Small>
            {countOf(locale, state.comment.length)} / {countOf(locale, MAX_COMMENT)}
          </Small>
        </FieldLabel>
        <GrowingTextArea
          ref={commentField}
          id="ih-comment"
          maxLength={MAX_COMMENT}
          value={state.comment}
          placeholder={isRinging ? undefined : words.commentPlaceholder}
          disabled={isRinging}
          readOnly={!isRinging && isClosed}
          hasError={commentError}
          aria-required={commentRequired}
          aria-describedby={commentError ? 'ih-comment-error' : undefined}
          onChange={(event) => onEdit({ comment: event.target.value })}
        />
        {commentError ? <FieldError id="ih-comment-error">{words.commentMissing}</FieldError> : null}
      </Box>
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
