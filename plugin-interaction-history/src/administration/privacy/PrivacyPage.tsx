import * as React from 'react';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { pick } from '../../locales/pick';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { useAdministration } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { ReadFailure } from '../ui/ReadFailure';
import { Chosen } from './Chosen';
import { EraseNotices } from './EraseNotices';
import { People } from './People';
import { usePrivacy } from './use-privacy';
import { en, type PrivacyWords } from './words.en';
import { ja } from './words.ja';

/** What is held of a person: found, exported, held for a court, erased (PR-1, PR-6). For admins. */
export const PrivacyPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const words: PrivacyWords = pick({ en, ja }, locale, en);
  const privacy = usePrivacy();
  const { search, erasing } = privacy;
  const [text, setText] = React.useState('');
  const [chosen, setChosen] = React.useState<string[]>([]);
  const find = (): void => {
    if (text.trim() === '') return;
    setChosen([]);
    privacy.forget();
    void privacy.find(text.trim());
  };
  const people = search.phase === 'found' ? search.people.filter(({ customer }) => chosen.includes(customer.customerId)) : [];
  const [first, ...others] = people;
  const isBusy = erasing.phase === 'running';
  return (
    <Frame title={<PageTitle>{words.title}</PageTitle>} tabs={tabs} facts={<Small>{words.adminsOnly}</Small>}>
      <Box display="flex" flexDirection="column" rowGap="space50" style={{ maxWidth: 1320 }}>
        <form
          role="search"
          aria-label={words.find}
          onSubmit={(event) => {
            event.preventDefault();
            find();
          }}
        >
          <Box display="flex" alignItems="flex-start" columnGap="space30" style={{ maxWidth: 640 }}>
            <Box flexGrow={1}>
              <TextField
                id="ih-privacy-text"
                label={words.find}
                help={words.findAbout}
                maxLength={MAX_SEARCH_TEXT}
                value={text}
                onChange={setText}
              />
            </Box>
            <Box style={{ paddingTop: 24 }}>
              <Button variant="primary" type="submit" disabled={search.phase === 'searching' || isBusy}>
                {search.phase === 'searching' ? words.searching : words.search}
              </Button>
            </Box>
          </Box>
        </form>
        <EraseNotices
          erasing={erasing}
          unfinished={search.phase === 'found' && erasing.phase === 'none' ? search.unfinished : []}
          words={words}
          onContinue={(customerIds) => void privacy.erase({ customerIds, confirm: '-', reference: null })}
        />
        {search.phase === 'failed' ? (
          <ReadFailure title={words.failed} error={search.error} what={words.search} onRetry={find} />
        ) : null}
        {search.phase === 'found' && search.people.length === 0 ? (
          <Notice kind="neutral" urgent title={words.none} body={words.noneBody} />
        ) : null}
        {search.phase === 'found' && search.people.length > 0 ? (
          <Box
            display="grid"
            columnGap="space50"
            rowGap="space50"
            alignItems="start"
            style={{ gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)' }}
          >
            <People found={search} chosen={chosen} words={words} onChoose={setChosen} />
            {first === undefined ? null : (
              <Chosen
                people={[first, ...others]}
                words={words}
                privacy={privacy}
                isBusy={isBusy}
                onChanged={() => void privacy.find(text.trim())}
              />
            )}
          </Box>
        ) : null}
      </Box>
    </Frame>
  );
};
