import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { useStore } from '../../../state/store';
import { useTaskSession } from '../../task-session';
import { offers } from '../services-state';
import { ActionPane } from './ActionPane';
import { ActionButton } from './Line';
import { useFilledIn } from './use-filled-in';
import { useServiceWords } from './strings/strings';

/** What belongs to no check, service or order: a case of its own (SA-8), filled in from reason and comment. */
export const Inquiry: React.FC<{ services: CustomerServices }> = ({ services }) => {
  const { services: own } = useTaskSession();
  const { form } = useStore(own.store);
  const words = useServiceWords();
  const filledIn = useFilledIn();
  const action = 'general-inquiry';
  if (form?.action === action) return <ActionPane services={services} form={form} about={words.inquiryAbout} />;
  if (!offers(services, action, null)) return null;
  return (
    <Box marginTop="space40">
      <ActionButton
        action={action}
        on={null}
        label={words.actions[action]}
        about={words.inquiryAbout}
        filledIn={filledIn(action)}
      />
    </Box>
  );
};
