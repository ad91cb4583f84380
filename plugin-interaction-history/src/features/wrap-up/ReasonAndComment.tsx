import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { offeredCodes, type Scope } from '@interaction-history/shared/src/reason-codes/offered';
import { pathLabels } from '@interaction-history/shared/src/reason-codes/tree';
import type { WrapUpPolicy } from '@interaction-history/shared/src/settings/settings';
import { MAX_COMMENT } from '@interaction-history/shared/src/limits';
import { countOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { FieldError, FieldLabel } from '../../ui/field';
import { GrowingTextArea } from '../../ui/GrowingTextArea';
import { Key, Small } from '../../ui/text';
import type { Draft } from './draft';
import type { Usage } from './reason-groups';
import { ReasonPicker } from './ReasonPicker';
import { needsComment } from './wrap-up-state';

/** As the contract has it; a value import would bring zod into the bundle. */

interface Props {
  /** Begins the ids of the fields: `ih` gives `ih-reason` and `ih-comment`. */
  id: string;
  tree: ReasonTree | null;
  policy: WrapUpPolicy;
  scope: Scope;
  draft: Draft;
  /** `waiting`: cannot be used yet; `closed`: can be read. */
  access: 'open' | 'waiting' | 'closed';
  /** What is missing and was asked for. */
  error: 'reason' | 'reason-gone' | 'comment' | null;
  reasonPlaceholder: string;
  usage?: Usage;
  queueName?: string;
  reasonField?: React.RefObject<HTMLInputElement>;
  commentField?: React.RefObject<HTMLTextAreaElement>;
  /** Notices about the codes themselves, right below their field. */
  children?: React.ReactNode;
  onEdit: (change: Partial<Draft>) => void;
  /** Ctrl+Enter in the comment: the same as pressing Flex's Complete. */
  onComplete?: (() => void) | undefined;
}

/** The two fields of an interaction, wherever one is written: at wrap-up, in an amendment, for a task that ended too soon. */
export const ReasonAndComment: React.FC<Props> = (props) => {
  const { id, tree, policy, scope, draft, access, error, reasonPlaceholder, usage, queueName, children, onEdit, onComplete } =
    props;
  const { strings, locale } = useLanguage();
  const words = strings.wrapUp;
  const ownReason = React.useRef<HTMLInputElement>(null);
  const ownComment = React.useRef<HTMLTextAreaElement>(null);
  const reasonField = props.reasonField ?? ownReason;
  const commentField = props.commentField ?? ownComment;
  const { queueSid, channel } = scope;
  const offered = React.useMemo(
    () => (tree === null ? [] : offeredCodes(tree, { queueSid, channel }, locale)),
    [tree, queueSid, channel, locale],
  );
  const { reasonId, comment } = draft;
  const path = tree !== null && reasonId !== null ? pathLabels(tree, reasonId, locale).join(' › ') || reasonId : '';
  const code = tree?.codes.find((each) => each.id === reasonId);
  const commentRequired = needsComment(reasonId, tree, policy);
  const reasonError = error === 'reason' ? words.reasonMissing : error === 'reason-gone' ? words.reasonGone : null;
  const isRetired = access === 'open' && code !== undefined && !code.active && reasonError === null;
  const noteId = reasonError !== null ? `${id}-reason-error` : isRetired ? `${id}-reason-retired` : undefined;
  return (
    <>
      <FieldLabel htmlFor={`${id}-reason`} label={words.reason} required />
      <ReasonPicker
        ref={reasonField}
        id={`${id}-reason`}
        offered={offered}
        value={path}
        disabled={access !== 'open' || tree === null}
        placeholder={reasonPlaceholder}
        hasError={reasonError !== null}
        describedBy={noteId}
        {...(usage ? { usage } : {})}
        {...(queueName ? { queueName } : {})}
        onChoose={(chosen) => {
          onEdit({ reasonId: chosen });
          commentField.current?.focus();
        }}
        onClear={() => {
          onEdit({ reasonId: null });
          reasonField.current?.focus();
        }}
      />
      {reasonError === null ? null : <FieldError id={`${id}-reason-error`}>{reasonError}</FieldError>}
      {isRetired ? (
        <Small id={`${id}-reason-retired`} marginTop="space20" color="colorTextWarningStrong">
          {words.retired}
        </Small>
      ) : null}
      {children}
      <Box marginTop="space30">
        <FieldLabel
          htmlFor={`${id}-comment`}
          label={words.comment}
          required={commentRequired}
          note={commentRequired ? undefined : words.optional}
        >
          <Small>
            {countOf(locale, comment.length)} / {countOf(locale, MAX_COMMENT)}
          </Small>
        </FieldLabel>
        <GrowingTextArea
          ref={commentField}
          id={`${id}-comment`}
          maxLength={MAX_COMMENT}
          value={comment}
          placeholder={access === 'waiting' ? undefined : words.commentPlaceholder}
          disabled={access === 'waiting'}
          readOnly={access === 'closed'}
          hasError={error === 'comment'}
          aria-required={commentRequired}
          aria-describedby={error === 'comment' ? `${id}-comment-error` : undefined}
          onChange={(event) => onEdit({ comment: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onComplete?.();
          }}
        />
        {onComplete ? (
          <Small marginTop="space20">
            <Key>Ctrl</Key> <Key>{strings.customer.enter}</Key> {words.completes}
          </Small>
        ) : null}
        {error === 'comment' ? <FieldError id={`${id}-comment-error`}>{words.commentMissing}</FieldError> : null}
      </Box>
    </>
  );
};
