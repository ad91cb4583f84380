import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { useStrings } from '../../strings/strings';
import { Section } from '../../ui/layout';
import { Notice } from '../../ui/Notice';
import { MatchList } from '../customer/MatchList';
import { useTaskSession } from '../task-session';

interface Props {
  matches: readonly Match[];
  notYet: string | null;
  onUse: (match: Match) => void;
  onCreateAnyway: () => void;
}

/** Salesforce's own duplicates, to choose from: none is chosen until the agent does (ID-9). */
export const Duplicates: React.FC<Props> = ({ matches, notYet, onUse, onCreateAnyway }) => {
  const { master } = useStrings();
  const { focus } = useTaskSession();
  React.useEffect(() => focus.focus('match'), [focus]);
  return (
    <Section label={master.duplicates}>
      <Notice kind="info" icon="cloud" title={master.duplicates} titleId="ih-duplicates" body={master.duplicatesBody} urgent />
      <Box marginTop="space30">
        <MatchList
          list={{
            source: 'salesforce',
            candidates: matches.map((match) => ({ from: 'match', match })),
            total: matches.length,
            preselected: null,
          }}
          labelledBy="ih-duplicates"
          notYet={notYet}
          onConfirm={(candidate) => candidate.from === 'match' && onUse(candidate.match)}
          onReject={null}
        />
      </Box>
      {notYet === null ? (
        <Box marginTop="space40">
          <Button variant="secondary" size="small" onClick={onCreateAnyway}>
            {master.createAnyway}
          </Button>
        </Box>
      ) : null}
    </Section>
  );
};
