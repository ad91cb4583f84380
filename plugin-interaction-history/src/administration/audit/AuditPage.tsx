import * as React from 'react';
import { AUDIT_ACTIONS, type AuditAction } from '@interaction-history/shared/src/audit/actions';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { pick } from '../../locales/pick';
import { FieldLabel } from '../../ui/field';
import { Small } from '../../ui/text';
import { download } from '../files/export-file';
import { useAdministration } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { ReadFailure } from '../ui/ReadFailure';
import { Select } from '../ui/Select';
import { AuditEntries, auditCsv } from './AuditEntries';
import { useAudit, type Answered, type Question } from './use-audit';
import { en, type AuditWords } from './words.en';
import { ja } from './words.ja';

const SPANS = [1, 7, 30, 90, 365] as const;

/** Who looked at a customer, what a person did (PR-2): for admins. Reading it is itself an entry. */
export const AuditPage: React.FC = () => {
  const { tabs } = useAdministration();
  const { locale } = useAdministrationStrings();
  const words: AuditWords = pick({ en, ja }, locale, en);
  const { trail, ask, more } = useAudit();
  const [question, setQuestion] = React.useState<Question>({ text: '', days: 30, action: null, worker: null });
  const change = (changed: Partial<Question>): Question => {
    const next = { ...question, ...changed };
    setQuestion(next);
    return next;
  };
  const answered: Answered | null = trail.phase === 'ready' ? trail : trail.phase === 'idle' ? null : trail.before;
  const csv = answered !== null && answered.entries.length > 0 ? answered : null;
  return (
    <Frame
      title={<PageTitle>{words.title}</PageTitle>}
      tabs={tabs}
      facts={<Small>{words.adminsOnly}</Small>}
      actions={
        <Button variant="secondary" disabled={csv === null} onClick={() => csv && download(auditCsv(csv, words))}>
          {words.csv}
        </Button>
      }
    >
      <form
        role="search"
        aria-label={words.title}
        onSubmit={(event) => {
          event.preventDefault();
          ask(change({ worker: null }));
        }}
      >
        <Box display="flex" flexWrap="wrap" alignItems="flex-end" columnGap="space40" rowGap="space30">
          <Box flexGrow={1} style={{ maxWidth: 520, minWidth: 280 }}>
            <FieldLabel htmlFor="ih-audit-text" label={words.who} />
            <Input
              id="ih-audit-text"
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={MAX_SEARCH_TEXT}
              aria-describedby="ih-audit-about"
              value={question.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          </Box>
          <Select
            id="ih-audit-span"
            label={words.span}
            value={String(question.days)}
            options={SPANS.map((days) => [String(days), words.days(days)] as const)}
            onChange={(days) => change({ days: Number(days) })}
          />
          <Select
            id="ih-audit-action"
            label={words.action}
            value={question.action ?? ''}
            options={[['', words.anyAction] as const, ...AUDIT_ACTIONS.map((action) => [action, words.actions[action]] as const)]}
            onChange={(action) => change({ action: action === '' ? null : (action as AuditAction) })}
          />
          <Button variant="primary" type="submit" disabled={trail.phase === 'loading'}>
            {words.show}
          </Button>
        </Box>
        <Small id="ih-audit-about" marginTop="space20">
          {words.whoAbout}
        </Small>
      </form>
      <Box marginTop="space50" display="flex" flexDirection="column" rowGap="space50">
        {trail.phase === 'loading' ? <Small role="status">{words.loading}</Small> : null}
        {trail.phase === 'failed' ? (
          <ReadFailure title={words.failed} error={trail.error} what={words.show} onRetry={() => ask(question)} />
        ) : null}
        {answered === null ? null : (
          <AuditEntries
            answered={answered}
            words={words}
            isLoading={trail.phase === 'loading'}
            onMore={more}
            onPerson={(worker) => ask(change({ worker }))}
          />
        )}
      </Box>
    </Frame>
  );
};
