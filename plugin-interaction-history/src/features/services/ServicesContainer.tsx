import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { onReturn, whileVisible } from '../../state/poll';
import { useStore } from '../../state/store';
import { timings } from '../../state/timings';
import { momentOf } from '../../strings/format';
import { useLanguage } from '../../strings/strings';
import { useFocusTarget } from '../../ui/focus-scope';
import { Icon } from '../../ui/Icon';
import { Grow, Row, Section } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useNow } from '../../ui/use-now';
import { LateInTab } from '../late/LateInTab';
import { useTaskSession } from '../task-session';
import { IconButton } from './IconButton';
import { Glance, GlanceSkeleton } from './Glance';

const OPEN_ID = 'ih-services-open';

/** The linked customer's services: one line, all of them when opened (SV-1). Not there in an org that has none (SV-6). */
export const ServicesContainer: React.FC = () => {
  const { services: own, focus } = useTaskSession();
  const { reading, isOpen } = useStore(own.store);
  const { strings, locale } = useLanguage();
  const words = strings.services;
  const now = useNow(60_000);
  const heading = React.useRef<HTMLButtonElement>(null);
  useFocusTarget('services', () => heading.current);
  useFreshServices(isOpen && reading.phase === 'ok');
  if (reading.phase === 'absent') return null;
  const close = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    own.open(false);
    focus.focus('services');
  };
  return (
    <Section label={words.heading} busy={reading.phase === 'loading'}>
      <Row minHeight="sizeSquare60">
        <Disclosure ref={heading} isOpen={isOpen} onToggle={() => own.open(!isOpen)}>
          {words.heading}
        </Disclosure>
        <Grow />
        {reading.phase === 'loading' ? <Small>{words.loading}</Small> : null}
        {reading.phase === 'ok' && isOpen ? (
          <>
            <Small role="status">
              {reading.error === null ? words.asOf(momentOf(locale, reading.services.readAt, now)) : words.stale}
            </Small>
            <IconButton name="retry" label={words.refresh} onClick={() => void own.refresh()} />
          </>
        ) : null}
      </Row>
      {reading.phase === 'loading' ? <GlanceSkeleton /> : null}
      {reading.phase === 'failed' ? (
        <Notice
          kind="error"
          title={words.failed}
          body={words.failedBody}
          action={<RetryButton what={words.heading} onRetry={() => void own.refresh()} />}
        />
      ) : null}
      {reading.phase === 'ok' && !isOpen ? <Glance services={reading.services} /> : null}
      {reading.phase === 'ok' && isOpen ? (
        <div id={OPEN_ID} onKeyDown={close}>
          <LateInTab part="ServicesOpen" what={words.heading} />
        </div>
      ) : null}
    </Section>
  );
};

/** SV-1: a change in Salesforce is seen within 10 s while the section is open and looked at. */
function useFreshServices(isFollowed: boolean): void {
  const { services } = useTaskSession();
  React.useEffect(() => {
    if (!isFollowed) return undefined;
    const refresh = (): void => void services.refresh();
    const stopPolling = whileVisible(timings.followServices, refresh);
    const stopReturning = onReturn(refresh);
    return () => {
      stopPolling();
      stopReturning();
    };
  }, [services, isFollowed]);
}

interface DisclosureProps {
  isOpen: boolean;
  onToggle: () => void;
  children: string;
}

/** The section's heading, which opens it. */
const Disclosure = React.forwardRef<HTMLButtonElement, DisclosureProps>(function Disclosure({ isOpen, onToggle, children }, ref) {
  return (
    <Strong as="h2">
      <Box
        as="button"
        ref={ref}
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? OPEN_ID : undefined}
        onClick={onToggle}
        display="inline-flex"
        alignItems="center"
        columnGap="space30"
        padding="space0"
        borderStyle="none"
        borderRadius="borderRadius20"
        backgroundColor="transparent"
        color="colorText"
        fontFamily="inherit"
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        fontWeight="fontWeightSemibold"
        cursor="pointer"
        outline="none"
        _focus={{ boxShadow: 'shadowFocus' }}
      >
        <Box as="span" style={isOpen ? undefined : { transform: 'rotate(-90deg)' }}>
          <Icon name="down" />
        </Box>
        {children}
      </Box>
    </Strong>
  );
});
