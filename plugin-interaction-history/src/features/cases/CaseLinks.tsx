import * as React from 'react';
import { isSameOrigin } from '@interaction-history/shared/src/caller/same-origin';
import { useStore } from '../../state/store';
import { useStrings } from '../../strings/strings';
import { RecordLink } from '../../ui/RecordLink';
import { Bold, Small } from '../../ui/text';
import { useTaskSession } from '../task-session';
import type { OpenedCase } from './case-store';

/**
 * The cases opened from this task, each a way to it in Salesforce (ID-12). What the task carries is of anyone's making: a link leads to the
 * org of the customer's own record (TR-4).
 */
export const CaseLinks: React.FC<{ opened: readonly OpenedCase[] }> = ({ opened }) => {
  const { cases } = useStrings();
  const { link } = useStore(useTaskSession().customer.store);
  const linked = link.phase === 'linked' ? link : null;
  const org = linked?.customer.salesforce?.url ?? linked?.match?.salesforce?.url ?? null;
  return (
    <>
      {opened.map(({ number, url }) =>
        url === null || org === null || !isSameOrigin(url, org) ? (
          <Small key={number} color="colorText">
            <Bold>{cases.number(number)}</Bold>
          </Small>
        ) : (
          <RecordLink key={number} href={url}>
            {cases.number(number)}
          </RecordLink>
        ),
      )}
    </>
  );
};
