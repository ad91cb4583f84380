import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { asApiError, explain, type ApiError } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { download } from '../files/export-file';
import { EraseForm } from './EraseForm';
import { personFile } from './export-person';
import { Held } from './Held';
import { Hold } from './Hold';
import type { FoundPerson } from './People';
import type { usePrivacy } from './use-privacy';
import type { PrivacyWords } from './words.en';

type Exporting =
  { phase: 'none' | 'running' } | { phase: 'failed'; error: ApiError } | { phase: 'done'; name: string; count: number };
interface Props {
  people: readonly [FoundPerson, ...FoundPerson[]];
  words: PrivacyWords;
  privacy: ReturnType<typeof usePrivacy>;
  isBusy: boolean;
  onChanged: () => void;
}

/** What is held of those chosen, and what can be done with it. */
export const Chosen: React.FC<Props> = ({ people, words, privacy, isBusy, onChanged }) => {
  const agent = useStrings();
  const [isAsking, setAsking] = React.useState(false);
  const [exporting, setExporting] = React.useState<Exporting>({ phase: 'none' });
  const isHeld = people.some(({ hold }) => hold !== null);
  const save = async (format: 'json' | 'html'): Promise<void> => {
    setExporting({ phase: 'running' });
    try {
      const documents = await privacy.exportAll(people.map(({ customer }) => customer.customerId));
      const file = personFile(documents, format, words);
      download(file);
      setExporting({ phase: 'done', name: file.name, count: documents.length });
    } catch (thrown) {
      setExporting({ phase: 'failed', error: asApiError(thrown) });
    }
  };
  const isExporting = exporting.phase === 'running';
  return (
    <Box display="flex" flexDirection="column" rowGap="space50" minWidth="0">
      <Held people={people} words={words} />
      {people.map((person) => (
        <Hold
          key={person.customer.customerId}
          person={person}
          words={words}
          onHold={async (customerId, note) => {
            await privacy.hold(customerId, note);
            onChanged();
          }}
        />
      ))}
      {exporting.phase === 'failed' ? (
        <Notice kind="error" urgent title={words.exportFailed} body={explain(exporting.error, agent)} />
      ) : null}
      <Box display="flex" flexWrap="wrap" alignItems="center" justifyContent="flex-end" columnGap="space30" rowGap="space30">
        <Small role="status">
          {isExporting ? words.exporting : exporting.phase === 'done' ? words.exported(exporting.name, exporting.count) : ''}
        </Small>
        <Button variant="secondary" disabled={isExporting || isBusy} onClick={() => void save('json')}>
          {words.exportJson}
        </Button>
        <Button variant="secondary" disabled={isExporting || isBusy} onClick={() => void save('html')}>
          {words.exportHtml}
        </Button>
        <Button variant="destructive_secondary" disabled={isHeld || isBusy || isAsking} onClick={() => setAsking(true)}>
          {words.erase}
        </Button>
      </Box>
      {isAsking && !isHeld ? (
        <EraseForm
          people={people}
          words={words}
          onKeep={() => setAsking(false)}
          onErase={(confirmed) => {
            setAsking(false);
            void privacy.erase(confirmed);
          }}
        />
      ) : null}
    </Box>
  );
};
