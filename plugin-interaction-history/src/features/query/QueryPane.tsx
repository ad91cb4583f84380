import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { fieldError } from '../../strings/field-errors';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { useFocusTarget } from '../../ui/focus-scope';
import { FieldGrid, TextField } from '../../ui/field';
import { Icon } from '../../ui/Icon';
import { Grow, Row, Section } from '../../ui/layout';
import { Key, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useCustomer } from '../customer/use-customer';
import { useTaskSession } from '../task-session';
import { filled, QUERY_FIELDS, resultsOf, type QueryField } from './query-state';
import { Results } from './Results';

interface Props {
  /** Above the fields: why the pane is open. */
  children?: React.ReactNode;
}

const fieldId = (field: QueryField): string => `ih-query-${field}`;

/** Six fields, one is enough, in both sources at once (ID-8). Enter searches, ↓ goes to the results, Esc comes back, or goes on to the reason. */
export const QueryPane: React.FC<Props> = ({ children }) => {
  const strings = useStrings();
  const { query } = strings;
  const { query: store, views, actions, focus } = useTaskSession();
  const { notYet } = useCustomer();
  const state = useStore(store.store);
  // where nobody was found the pane is all there is
  const isOpened = useStore(views.store).slice(-1)[0]?.show === 'search';
  const inputs = React.useRef<Partial<Record<QueryField, HTMLInputElement | null>>>({});
  useFocusTarget('search-name', () => inputs.current.name ?? null);
  // old words are there to be read, and to be replaced by the next key
  React.useEffect(() => inputs.current.name?.select(), []);
  const search = (): void => void store.search();
  const lastField = React.useRef<QueryField>('name');
  const canSearch = Object.keys(filled(state.fields)).length > 0;
  const wrong = state.search.phase === 'failed' ? state.search.error.fields : {};

  const onKeyDown = (event: React.KeyboardEvent): void => {
    // an input method's own keys choose characters, not results
    if (event.nativeEvent.isComposing) return;
    const first = focus.find('result');
    if (event.key === 'ArrowDown' && first) first.focus();
    else if (event.key === 'Escape' && isOpened) actions.back();
    // nobody to go back to: on without a customer
    else if (event.key === 'Escape') focus.find('reason')?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <Section label={strings.customer.heading}>
        {children}
        <form
          role="search"
          aria-label={query.heading}
          noValidate
          onKeyDown={onKeyDown}
          onSubmit={(event) => {
            event.preventDefault();
            if (canSearch) search();
          }}
        >
          <Box marginTop={children ? 'space40' : undefined}>
            <FieldGrid>
              {QUERY_FIELDS.map((field) => (
                <Box key={field} minWidth="0" onFocus={() => (lastField.current = field)}>
                  <TextField
                    ref={(element) => (inputs.current[field] = element)}
                    id={fieldId(field)}
                    small
                    label={query.fields[field]}
                    value={state.fields[field]}
                    maxLength={MAX_SEARCH_TEXT}
                    error={wrong[field] === undefined ? undefined : fieldError(wrong[field], strings.fieldErrors)}
                    onChange={(text) => store.edit(field, text)}
                  />
                </Box>
              ))}
            </FieldGrid>
          </Box>
          <Row marginTop="space40" columnGap="space50">
            <Grow>
              <Small id="ih-query-hint">{canSearch ? query.oneIsEnough : query.fillOne}</Small>
            </Grow>
            {isOpened ? (
              <TextButton onClick={actions.back}>
                {query.escape} <Key>Esc</Key>
              </TextButton>
            ) : null}
            {canSearch ? (
              <TextButton
                onClick={() => {
                  store.clear();
                  inputs.current.name?.focus();
                }}
              >
                {query.clear}
              </TextButton>
            ) : null}
            <Button type="submit" variant="primary" size="small" disabled={!canSearch} aria-describedby="ih-query-hint">
              <Icon name="search" size={12} />
              {query.search}
            </Button>
          </Row>
        </form>
      </Section>
      {state.search.phase === 'none' || Object.keys(wrong).length > 0 ? null : (
        <Results
          search={state.search}
          results={resultsOf(state)}
          active={state.active}
          notYet={notYet}
          onActivate={store.activate}
          onOpen={actions.openResult}
          onLeave={() => inputs.current[lastField.current]?.focus()}
          onRetry={search}
        />
      )}
    </>
  );
};
