import * as React from 'react';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { explain } from '../../api/api-error';
import { countOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { FieldError, FieldLabel } from '../../ui/field';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small, Strong } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { nameOf, type Finding, type MergeFlow, type Side, type StoredCustomer } from './merge-flow';

interface Props {
  flow: MergeFlow;
  side: Side;
  finding: Finding;
}

/** Search for one of the two, and choose among those found. */
export const FindCustomer: React.FC<Props> = ({ flow, side, finding: { text, search } }) => {
  const { customers: words } = useAdministrationStrings().strings;
  const id = `ih-merge-${side}`;
  const isEmpty = search.phase === 'empty';
  return (
    <Box paddingX="space50" paddingY="space40">
      <form
        role="search"
        aria-label={words[side]}
        onSubmit={(event) => {
          event.preventDefault();
          void flow.search(side);
        }}
      >
        <FieldLabel htmlFor={id} label={words.find} />
        <Box display="flex" columnGap="space30">
          <Box flexGrow={1} minWidth="0">
            <Input
              id={id}
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={MAX_SEARCH_TEXT}
              hasError={isEmpty}
              aria-describedby={isEmpty ? `${id}-error` : undefined}
              value={text}
              onChange={(event) => flow.type(side, event.target.value)}
            />
          </Box>
          <Button variant="secondary" type="submit" disabled={search.phase === 'searching'}>
            {search.phase === 'searching' ? words.searching : words.search}
          </Button>
        </Box>
        {isEmpty ? <FieldError id={`${id}-error`}>{words.empty}</FieldError> : null}
      </form>
      <Box marginTop="space40">
        <Found flow={flow} side={side} search={search} />
      </Box>
    </Box>
  );
};

const Found: React.FC<{ flow: MergeFlow; side: Side; search: Finding['search'] }> = ({ flow, side, search }) => {
  const { customers: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  if (search.phase === 'failed')
    return search.error.code === 'forbidden' ? (
      <Notice kind="error" urgent title={words.forbidden} />
    ) : (
      <Notice
        kind="error"
        urgent
        title={words.failed}
        body={explain(search.error, agent)}
        action={<RetryButton what={words.search} onRetry={() => void flow.search(side)} />}
      />
    );
  if (search.phase !== 'found') return null;
  if (search.customers.length === 0) return <Notice kind="neutral" urgent title={words.none} body={words.noneBody} />;
  return (
    <>
      <Small role="status">{search.more ? words.more : words.found(search.customers.length)}</Small>
      <Box as="ul" aria-label={words.results} margin="space0" marginTop="space20" padding="space0" style={{ listStyle: 'none' }}>
        {search.customers.map((each) => (
          <Result key={each.customer.customerId} stored={each} onChoose={() => flow.choose(side, each)} />
        ))}
      </Box>
    </>
  );
};

const Result: React.FC<{ stored: StoredCustomer; onChoose: () => void }> = ({
  stored: { customer, interactionCount },
  onChoose,
}) => {
  const { strings, locale } = useAdministrationStrings();
  const { customers: words } = strings;
  const { company, accountNumber, email, phones } = customer;
  return (
    <Box as="li" marginBottom="space20">
      <Box
        as="button"
        type="button"
        onClick={onChoose}
        display="block"
        width="100%"
        textAlign="left"
        paddingX="space40"
        paddingY="space30"
        borderStyle="solid"
        borderWidth="borderWidth10"
        borderColor="colorBorderWeaker"
        borderRadius="borderRadius20"
        backgroundColor="colorBackgroundBody"
        fontFamily="inherit"
        cursor="pointer"
        outline="none"
        _hover={{ backgroundColor: 'colorBackground' }}
        _focus={{ boxShadow: 'shadowFocus' }}
      >
        <Strong overflowWrap="anywhere">{nameOf(customer, words.noName)}</Strong>
        <Small overflowWrap="anywhere">
          {[words.interactions(countOf(locale, interactionCount), interactionCount), company, accountNumber, email, ...phones]
            .filter(Boolean)
            .join(' · ')}
        </Small>
      </Box>
    </Box>
  );
};
