import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { momentOf } from '../../../strings/format';
import { useLanguage } from '../../../strings/strings';
import { Icon } from '../../../ui/Icon';
import { Row } from '../../../ui/layout';
import { Small, Strong } from '../../../ui/text';
import { MarkNumber } from '../Marks';
import type { ActionForm } from '../services-state';
import { useServiceWords } from './strings/strings';

/** How an action ended: done, or somebody else was first. */
export const Ending: React.FC<{ form: ActionForm; onClose: () => void }> = ({ form, onClose }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const button = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => button.current?.focus(), []);
  const { state, action } = form;
  if (state.phase !== 'done' && state.phase !== 'moved') return null;
  const isDone = state.phase === 'done';
  const by = isDone ? null : state.by;
  const mark = isDone ? state.mark : (by?.mark ?? null);
  const time = mark === null ? '' : momentOf(locale, mark.at, Date.now());
  const title = isDone
    ? `${words.done[action]}, ${time}`
    : by === null
      ? words.moved
      : by.isSelf
        ? words.movedBySelf
        : words.movedBy(by.name);
  return (
    <>
      <Box role="status">
        <Row>
          <Box color={isDone ? 'colorTextSuccess' : 'colorTextLink'}>
            <Icon name={isDone ? 'check' : 'info'} size={20} />
          </Box>
          <Strong as="h4">{title}</Strong>
        </Row>
        {mark === null ? null : <MarkNumber mark={mark} />}
        <Small>{isDone ? words.thisCall : by === null ? words.movedBody : words.movedWhen(time)}</Small>
      </Box>
      <Row marginTop="space30">
        <Button ref={button} variant="secondary" size="small" onClick={onClose}>
          {isDone ? words.finish : words.close}
        </Button>
      </Row>
    </>
  );
};
