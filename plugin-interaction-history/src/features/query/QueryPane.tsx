import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { SearchResult } from '@interaction-history/shared/src/contract/customers';
import { MAX_SEARCH_TEXT } from '@interaction-history/shared/src/limits';
import { fieldError } from '../../strings/field-errors';
import { useStrings } from '../../strings/strings';
import { FieldGrid, TextField } from '../../ui/field';
import { Icon } from '../../ui/Icon';
import { Grow, Row, Section } from '../../ui/layout';
import { Key, Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { filled, QUERY_FIELDS, resultsOf, type QueryField, type QueryState } from './query-state';
import { Results } from './Results';

export interface QueryPaneProps {
  state: QueryState;
  /** What stands above the fields: why the pane is open. */
  children?: React.ReactNode;
  /** Null where the pane is all there is: nobody was found. */
  onBack: (() => void) | null;
  /** Why a result cannot be chosen now. */
  notYet: string | null;
  onEdit: (field: QueryField, text: string) => void;
  onSearch: () => void;
  onClear: () => void;
  onStand: (key: string) => void;
  onOpen: (result: SearchResult) => void;
}

export const fieldId = (field: QueryField): string => `ih-query-${field}`;
/** As the contract has it. */

/** Six fields, one is enough, in both sources at once (ID-8). Enter searches, ↓ goes to the results, Esc comes back. */
export const QueryPane: React.FC<QueryPaneProps> = (props) => {
  const { state, children, notYet, onBack, onEdit, onSearch, onClear, onStand, onOpen } = props;
  const strings = useStrings();
  const { query } = strings;
  const list = React.useRef<HTMLElement>(null);
  const lastField = React.useRef<QueryField>('name');
  const canSearch = Object.keys(filled(state.fields)).length > 0;
  const wrong = state.search.phase === 'failed' ? state.search.error.fields : {};
  const focusField = (field: QueryField): void => document.getElementById(fieldId(field))?.focus();

  const onKeyDown = (event: React.KeyboardEvent): void => {
    // an input method's own keys choose characters, not results
    if (event.nativeEvent.isComposing) return;
    const first = list.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"]');
    if (event.key === 'ArrowDown' && first) first.focus();
    else if (event.key === 'Escape' && onBack !== null) onBack();
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
            if (canSearch) onSearch();
          }}
        >
          <Box marginTop={children ? 'space40' : undefined}>
            <FieldGrid>
              {QUERY_FIELDS.map((field) => (
                <Box key={field} minWidth="0" onFocus={() => (lastField.current = field)}>
                  <TextField
                    id={fieldId(field)}
                    small
                    label={query.fields[field]}
                    value={state.fields[field]}
                    maxLength={MAX_SEARCH_TEXT}
                    error={wrong[field] === undefined ? undefined : fieldError(wrong[field], strings.fieldErrors)}
                    onChange={(text) => onEdit(field, text)}
                  />
                </Box>
              ))}
            </FieldGrid>
          </Box>
          <Row marginTop="space40" columnGap="space50">
            <Grow>
              <Small id="ih-query-hint">{canSearch ? query.oneIsEnough : query.fillOne}</Small>
            </Grow>
            {onBack === null ? null : (
              <TextButton onClick={onBack}>
                {query.escape} <Key>Esc</Key>
              </TextButton>
            )}
            {canSearch ? (
              <TextButton
                onClick={() => {
                  onClear();
                  focusField('name');
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
          ref={list}
          search={state.search}
          results={resultsOf(state)}
          active={state.active}
          notYet={notYet}
          onStand={onStand}
          onOpen={onOpen}
          onLeave={() => focusField(lastField.current)}
          onRetry={onSearch}
        />
      )}
    </>
  );
};
