import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { badFields, type FormField, type FormState } from './form-state';

/** Why nothing was created: the fields to change, each a way to its field, or the failure as a whole. */
export const FormFailure: React.FC<{ state: FormState; onShow: (field: FormField) => void }> = ({ state, onShow }) => {
  const strings = useStrings();
  const { create } = strings;
  const bad = badFields(state);
  if (bad.length === 0 && state.error === null) return null;
  return (
    <Box marginTop="space30">
      {state.error !== null ? (
        <Notice kind="error" urgent title={create.failed} body={create.failedBody(explain(state.error, strings))} />
      ) : (
        <Notice kind="error" urgent title={create.notCreated(bad.length)}>
          {bad.map((field, index) => (
            <React.Fragment key={field}>
              {index > 0 ? ' · ' : null}
              <Button variant="destructive_link" size="reset" onClick={() => onShow(field)}>
                <Box as="span" textDecoration="underline" fontSize="fontSize20" lineHeight="lineHeight20">
                  {create.fields[field]}
                </Box>
              </Button>
            </React.Fragment>
          ))}
        </Notice>
      )}
    </Box>
  );
};

/** Whether what is typed has become a customer: never before the server says so. */
export const FormStateLine: React.FC<{ state: FormState }> = ({ state }) => {
  const { create } = useStrings();
  const isEmpty = Object.values(state.fields).every((text) => text === '');
  const words = state.creating ? create.state.creating : isEmpty ? create.state.idle : create.state.unsaved;
  return (
    <Box
      role="status"
      display="flex"
      flexGrow={1}
      minWidth="0"
      alignItems="center"
      columnGap="space20"
      color={isEmpty || state.creating ? 'colorTextWeak' : 'colorTextWarningStrong'}
      fontSize="fontSize20"
      lineHeight="lineHeight10"
      fontWeight={isEmpty ? 'fontWeightNormal' : 'fontWeightSemibold'}
    >
      {isEmpty ? null : <Icon name={state.creating ? 'clock' : 'unsaved'} />}
      {words}
    </Box>
  );
};
