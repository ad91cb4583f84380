import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { Icon, type IconName } from '../../ui/Icon';
import { Plain } from '../../ui/text';
import type { WorkerStores } from '../task-session';
import { countsOf } from '../outbox/entry';
import { BadgePanel } from './BadgePanel';

interface Props {
  worker: Pick<WorkerStores, 'outbox' | 'abandonedDrafts'>;
  /** The lists themselves. */
  children: React.ReactNode;
}

/** In Flex's top bar: what has not reached the server, and the way to it when no task is open either (RC-4, RC-5, RC-6). */
export const OutboxBadge: React.FC<Props> = ({ worker, children }) => {
  const { outbox } = useStrings();
  const { entries, locked } = useStore(worker.outbox.store);
  const { waiting: unlocked, refused, toRead } = countsOf(entries);
  const waiting = unlocked + locked;
  const abandoned = useStore(worker.abandonedDrafts.store).length;
  const [isOpen, setIsOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const parts: { icon: IconName; count: number; words: string }[] = [
    { icon: 'send', count: waiting, words: outbox.waiting(waiting) },
    { icon: 'alert', count: refused, words: outbox.refused(refused) },
    { icon: 'unsaved', count: abandoned, words: outbox.abandoned(abandoned) },
    { icon: 'info', count: toRead, words: outbox.toRead(toRead) },
  ];
  const shown = parts.filter(({ count }) => count > 0);
  // while the panel is open the button stays: the focus comes back to it
  if (shown.length === 0 && !isOpen) return null;
  const close = (): void => {
    setIsOpen(false);
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
        aria-label={shown.length === 0 ? outbox.none : outbox.parts(shown.map(({ words }) => words))}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Box as="span" display="inline-flex" alignItems="center" columnGap="space40">
          {shown.length === 0 ? <Icon name="check" size={12} /> : null}
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
        <BadgePanel button={button} onClose={close} onLeave={() => setIsOpen(false)}>
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
