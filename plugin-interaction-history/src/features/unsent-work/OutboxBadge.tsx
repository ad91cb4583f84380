import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStore, type Store } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Icon, type IconName } from '../../ui/Icon';
import { Plain } from '../../ui/text';
import type { WorkerStores } from '../task-session';
import { countsOf } from '../outbox/entry';
import { BadgePanel } from './BadgePanel';

interface Props {
  worker: Pick<WorkerStores, 'outbox' | 'abandonedDrafts'>;
  /** Set by a key, too. */
  isOpen: Store<boolean>;
  /** The lists themselves. */
  children: React.ReactNode;
}

/** In Flex's top bar: the way to the agent's own contacts (IH-6), and what has not reached the server, with no task open either (RC-4, RC-5, RC-6). */
export const OutboxBadge: React.FC<Props> = ({ worker, isOpen: isOpenStore, children }) => {
  const { outbox } = useStrings();
  const { entries, locked } = useStore(worker.outbox.store);
  const { waiting: unlocked, refused, toRead } = countsOf(entries);
  const waiting = unlocked + locked;
  const abandoned = useStore(worker.abandonedDrafts.store).length;
  const isOpen = useStore(isOpenStore);
  const button = React.useRef<HTMLButtonElement>(null);
  const parts: { icon: IconName; count: number; words: string }[] = [
    { icon: 'send', count: waiting, words: outbox.waiting(waiting) },
    { icon: 'alert', count: refused, words: outbox.refused(refused) },
    { icon: 'unsaved', count: abandoned, words: outbox.abandoned(abandoned) },
    { icon: 'info', count: toRead, words: outbox.toRead(toRead) },
  ];
  const shown = parts.filter(({ count }) => count > 0);
  const close = (): void => {
    isOpenStore.set(false);
    button.current?.focus();
  };
  return (
    <Box display="flex" alignItems="center" paddingX="space30">
      <Button
        ref={button}
        variant="secondary"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={shown.length === 0 ? outbox.lists : outbox.parts(shown.map(({ words }) => words))}
        title={outbox.lists}
        onClick={() => isOpenStore.set(!isOpen)}
      >
        <Box as="span" display="inline-flex" alignItems="center" columnGap="space40">
          {shown.length === 0 ? <Icon name="history" size={12} /> : null}
          {shown.map(({ icon, count, words }) => (
            <Box key={icon} as="span" display="inline-flex" alignItems="center" columnGap="space20">
              <Icon name={icon} size={12} />
              {/* in a narrow window the numbers alone: the words are the button's name */}
              <Box as="span" display={['none', 'none', 'inline']}>
                {words}
              </Box>
              <Box as="span" display={['inline', 'inline', 'none']}>
                {count}
              </Box>
            </Box>
          ))}
        </Box>
      </Button>
      {isOpen ? (
        <BadgePanel button={button} onClose={close} onLeave={() => isOpenStore.set(false)}>
          {shown.length === 0 ? (
            <Box paddingX="space50" paddingBottom="space40">
              <Plain>{outbox.none}</Plain>
            </Box>
          ) : null}
          {children}
        </BadgePanel>
      ) : null}
    </Box>
  );
};
