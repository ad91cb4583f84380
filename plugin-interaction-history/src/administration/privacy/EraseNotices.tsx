import * as React from 'react';
import type { FoundPeople } from '@interaction-history/shared/src/contract/privacy';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { download } from '../files/export-file';
import { useAdministrationStrings } from '../strings/strings';
import { Warning } from '../ui/Warning';
import type { Erasing } from './use-privacy';
import type { PrivacyWords } from './words.en';

interface Props {
  erasing: Erasing;
  unfinished: FoundPeople['unfinished'];
  words: PrivacyWords;
  onContinue: (customerIds: string[]) => void;
}

/** How far an erasure is, what stopped it, its receipt; and those that somebody has not finished. */
export const EraseNotices: React.FC<Props> = ({ erasing, unfinished, words, onContinue }) => {
  const { locale } = useAdministrationStrings();
  const agent = useStrings();
  switch (erasing.phase) {
    case 'none':
      return (
        <>
          {unfinished.map(({ customerIds, at, by }) => (
            <Warning
              key={customerIds.join(' ')}
              title={words.unfinished}
              body={words.unfinishedBody(by.name, momentOf(locale, at, Date.now()))}
              action={
                <Button variant="secondary" onClick={() => onContinue(customerIds)}>
                  {words.continue}
                </Button>
              }
            />
          ))}
        </>
      );
    case 'running':
      return <Notice kind="info" urgent title={words.erasing(erasing.count)} />;
    case 'held':
      return <Notice kind="error" urgent title={words.heldOff} body={words.holdBody(erasing.hold.by.name, erasing.hold.note)} />;
    case 'stopped':
      return (
        <Notice
          kind="error"
          urgent
          title={words.stopped(erasing.count)}
          body={`${explain(erasing.error, agent)} ${words.stoppedBody}`}
          action={
            <Button variant="secondary" onClick={erasing.again}>
              {words.continue}
            </Button>
          }
        />
      );
    case 'done': {
      const receipt = JSON.stringify(erasing.receipt, null, 2);
      return (
        <Notice
          kind="info"
          urgent
          title={words.done(erasing.count)}
          body={words.doneBody}
          action={
            <Button
              variant="secondary"
              onClick={() => download({ name: 'erasure-receipt.json', type: 'application/json', text: receipt })}
            >
              {words.receipt}
            </Button>
          }
        />
      );
    }
  }
};
