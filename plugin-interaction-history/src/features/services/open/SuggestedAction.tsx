import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { firstOf, suggested, type Suggestion } from '@interaction-history/shared/src/services/suggested';
import { momentOf } from '../../../strings/format';
import { useLanguage, useStrings } from '../../../strings/strings';
import { useSelected, useStore } from '../../../state/store';
import { Icon } from '../../../ui/Icon';
import { Grow, Row } from '../../../ui/layout';
import { RecordLink } from '../../../ui/RecordLink';
import { Key, Small } from '../../../ui/text';
import { TextButton } from '../../../ui/TextButton';
import { InSession } from '../../late/InSession';
import { useTaskSession } from '../../task-session';
import type { SuggestedActionProps } from '../bundle';
import { useServiceWords } from './strings/strings';
import { useFilledIn } from './use-filled-in';

/** Below the reason: the action that it suggests, begun with one key and never by itself (SV-5). */
export const SuggestedAction: React.FC<SuggestedActionProps> = (props) => (
  <InSession {...props}>
    <Suggested key={props.code} code={props.code} />
  </InSession>
);

const Suggested: React.FC<Pick<SuggestedActionProps, 'code'>> = ({ code }) => {
  const { services: own, customer } = useTaskSession();
  const { reading, marks, form } = useStore(own.store);
  const isLinked = useSelected(customer.store, ({ link }) => link.phase === 'linked');
  const words = useServiceWords();
  const [isSkipped, skip] = React.useState(false);
  if (reading.phase !== 'ok')
    return isLinked ? null : <Quiet icon="cloud">{words.suggestsNoCustomer(words.titles[firstOf(code)])}</Quiet>;
  const suggestion = suggested(code, reading.services.possible);
  const { action } = suggestion;
  // the mark below says it, and it stays whatever the reason becomes
  if (marks.some((mark) => mark.action === action)) return null;
  if (suggestion.now.possible === 'none') return <Standing services={reading.services} action={action} />;
  if (form?.action === action && form.state.phase !== 'done') return null;
  if (isSkipped)
    return (
      <Row marginTop="space20">
        <Grow>
          <Small>{words.skipped(words.titles[action])}</Small>
        </Grow>
        <TextButton onClick={() => skip(false)}>{words.doIt}</TextButton>
      </Row>
    );
  return <Offer suggestion={suggestion} onSkip={() => skip(true)} />;
};

const Offer: React.FC<{ suggestion: Suggestion; onSkip: () => void }> = ({ suggestion, onSkip }) => {
  const { services: own, focus } = useTaskSession();
  const words = useServiceWords();
  const { customer } = useStrings();
  const filledIn = useFilledIn();
  const place = React.useRef<HTMLElement>(null);
  const { action, now } = suggestion;
  const begin = (): void => {
    if (now.possible === 'one') return own.begin(action, now.on, filledIn(action), 'comment');
    if (now.possible !== 'several') return;
    // on which of them is the agent's to say: the focus comes to the first
    own.open(true);
    focus.focus([...now.on.map((on) => `action ${action} ${on ?? ''}` as const), 'services']);
  };
  useAltEnter(place, begin);
  return (
    <Box
      ref={place}
      role="group"
      aria-label={words.suggests(words.titles[action])}
      marginTop="space30"
      padding="space40"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderPrimaryWeaker"
      borderRadius="borderRadius20"
      backgroundColor="colorBackgroundPrimaryWeakest"
    >
      <Row alignItems="flex-start">
        <Box color="colorTextLink">
          <Icon name="cloud" size={16} />
        </Box>
        <Small color="colorText">{words.suggests(words.titles[action])}</Small>
      </Row>
      <Row marginTop="space20" flexWrap="wrap" rowGap="space20">
        <Button variant="secondary" size="small" onClick={begin}>
          {words.send[action]}
        </Button>
        <Small>
          <Key>Alt</Key> <Key>{customer.enter}</Key>
        </Small>
        <Grow />
        <TextButton
          onClick={() => {
            onSkip();
            focus.focus('comment');
          }}
        >
          {words.notNow}
        </TextButton>
      </Row>
    </Box>
  );
};

/** Alt+Enter anywhere in the section that holds the offer: from the reason, or while a comment is typed. Ctrl+Enter completes. */
function useAltEnter(place: React.RefObject<HTMLElement>, act: () => void): void {
  const latest = React.useRef(act);
  latest.current = act;
  React.useEffect(() => {
    const section = place.current?.closest('section') ?? null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !event.altKey || event.isComposing) return;
      event.preventDefault();
      latest.current();
    };
    section?.addEventListener('keydown', onKeyDown);
    return () => section?.removeEventListener('keydown', onKeyDown);
  }, [place]);
}

/** What is under way already: nothing is offered, and the fact is said. */
const Standing: React.FC<{ services: CustomerServices; action: Suggestion['action'] }> = ({ services, action }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const about = action === 'request-eligibility' ? 'eligibility' : action === 'request-verification' ? 'verification' : null;
  if (about === null) return null;
  const { state, at } = services[about];
  if (state !== 'pending') return null;
  const found = services.cases.find((one) => one.about === about);
  const name = about === 'eligibility' ? words.eligibilityName : words.verificationName;
  return (
    <Quiet icon="info">
      {words.isPending(name, at === null ? null : momentOf(locale, at, Date.now()))}
      {found === undefined ? null : (
        <>
          {' · '}
          <RecordLink href={found.url}>{words.case(found.number)}</RecordLink>
        </>
      )}
    </Quiet>
  );
};

const Quiet: React.FC<{ icon: 'cloud' | 'info' }> = ({ icon, children }) => (
  <Row marginTop="space20" alignItems="flex-start">
    <Box color="colorTextWeak">
      <Icon name={icon} size={12} />
    </Box>
    <Small>{children}</Small>
  </Row>
);
