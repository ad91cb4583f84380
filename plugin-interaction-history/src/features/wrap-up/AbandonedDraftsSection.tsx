import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { dateTimeOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { FieldError } from '../../ui/field';
import { useFocusFallback } from '../../ui/focus';
import { useFocusTarget } from '../../ui/focus-scope';
import { Row, Section } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useNow } from '../../ui/use-now';
import type { Draft } from './draft';
import type { ReasonCodes } from './reason-codes';
import { ReasonAndComment } from './ReasonAndComment';
import { ReasonCodesError } from './ReasonCodesError';
import type { AbandonedDraft } from './abandoned-drafts';
import { missing } from './wrap-up-state';

interface Props {
  /** Begins the ids of the fields. */
  id: string;
  drafts: readonly AbandonedDraft[];
  reasons: ReasonCodes;
  /** Gets the focus when the last one is done. */
  focusFallback: () => HTMLElement | null;
  onEdit: (id: string, change: Partial<Draft>) => void;
  /** False when something is missing still. */
  onSend: (id: string) => boolean;
  onDiscard: (id: string) => void;
  onRetryReasons: () => void;
}

/** What was typed for tasks that ended before the agent was done (RC-6): a reason, and it is recorded. Not there when there is none. */
export const AbandonedDraftsSection: React.FC<Props> = ({ drafts, focusFallback, ...rest }) => {
  const { abandoned } = useLanguage().strings;
  const heading = React.useRef<HTMLElement>(null);
  const list = useFocusFallback<HTMLElement>(() => heading.current ?? focusFallback());
  const [first] = drafts;
  if (first === undefined) return null;
  return (
    <Section label={abandoned.heading} background="colorBackground">
      <Row>
        <Strong as="h2" ref={heading} tabIndex={-1}>
          {abandoned.heading}
        </Strong>
        <Count>{drafts.length}</Count>
      </Row>
      <Box ref={list}>
        {/* one after the other: the next comes up when this one is done */}
        <One key={first.id} draft={first} {...rest} />
      </Box>
    </Section>
  );
};

const One: React.FC<Omit<Props, 'drafts' | 'focusFallback'> & { draft: AbandonedDraft }> = (props) => {
  const { id, draft, reasons, onEdit, onSend, onDiscard, onRetryReasons } = props;
  const { tree } = reasons;
  const { strings, locale } = useLanguage();
  const { abandoned, wrapUp, outbox } = strings;
  const now = useNow(60_000);
  const [asked, setAsked] = React.useState(false);
  const [discarding, setDiscarding] = React.useState(false);
  const { request, about } = draft.entry;
  const { asSeen } = request;
  const reasonField = React.useRef<HTMLInputElement>(null);
  useFocusTarget('abandoned-reason', () => reasonField.current);
  // Keep after Discard, Discard after Keep: the one that undoes what was pressed
  const buttons: React.RefObject<HTMLElement> = useFocusFallback(
    () => buttons.current?.querySelector<HTMLElement>('button:last-of-type') ?? null,
  );
  const when = dateTimeOf(locale, asSeen?.occurredAt ?? new Date(draft.at).toISOString(), now);
  return (
    <>
      <Small marginTop="space20">
        {about.customerName ?? outbox.noCustomer} · {when}
      </Small>
      <Small marginTop="space20">{abandoned.body}</Small>
      <Box marginTop="space30">
        <ReasonAndComment
          id={id}
          reasonField={reasonField}
          tree={tree}
          policy="reason"
          scope={{ queueSid: asSeen?.queueSid ?? null, channel: asSeen?.channel ?? 'other' }}
          draft={draft}
          access="open"
          error={asked ? missing(draft, tree, 'reason') : null}
          reasonPlaceholder={wrapUp.reasonPlaceholder}
          onEdit={(change) => onEdit(draft.id, change)}
        >
          <ReasonCodesError reasons={reasons} field={reasonField} onRetry={onRetryReasons} />
        </ReasonAndComment>
        {/* nothing is missing, and yet it could not be handed over: the codes are not there, or the browser keeps nothing */}
        {asked && missing(draft, tree, 'reason') === null ? (
          <FieldError id={`${id}-error`}>{tree === null ? wrapUp.reasonsFailed : wrapUp.pageOnly}</FieldError>
        ) : null}
      </Box>
      <Box ref={buttons} marginTop="space30">
        <Row>
          <Button variant="secondary" size="small" onClick={() => setAsked(!onSend(draft.id))}>
            {abandoned.record}
          </Button>
          {discarding ? (
            <>
              <TextButton onClick={() => onDiscard(draft.id)}>{abandoned.discardForGood}</TextButton>
              <TextButton onClick={() => setDiscarding(false)}>{abandoned.keep}</TextButton>
            </>
          ) : (
            <TextButton onClick={() => setDiscarding(true)}>{abandoned.discard}</TextButton>
          )}
        </Row>
      </Box>
    </>
  );
};
