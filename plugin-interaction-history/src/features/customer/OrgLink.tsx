import * as React from 'react';
import { isSameOrigin } from '@interaction-history/shared/src/caller/same-origin';
import { useStore } from '../../state/store';
import { RecordLink } from '../../ui/RecordLink';
import { Bold, Small } from '../../ui/text';
import { useTaskSession } from '../task-session';

/**
 * A record that the task's attributes link to. They are of anyone's making, so a link leads to the org of the linked customer's own record
 * (TR-4); elsewhere, or where that is not known, the words stand alone.
 */
export const OrgLink: React.FC<{ href: string | null; children: string }> = ({ href, children }) => {
  const { link } = useStore(useTaskSession().customer.store);
  const linked = link.phase === 'linked' ? link : null;
  const org = linked?.customer.salesforce?.url ?? linked?.match?.salesforce?.url ?? null;
  if (href !== null && org !== null && isSameOrigin(href, org)) return <RecordLink href={href}>{children}</RecordLink>;
  return (
    <Small color="colorText">
      <Bold>{children}</Bold>
    </Small>
  );
};
