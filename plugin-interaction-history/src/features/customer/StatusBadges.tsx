import * as React from 'react';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { useStrings } from '../../strings/strings';
import { Badge, type Tone } from '../../ui/Badge';
import type { IconName } from '../../ui/Icon';

/** How each value of the org's status fields looks; another value is shown plainly, never hidden. */
const LOOKS: Record<string, { tone: Tone; icon?: IconName }> = {
  'Id_Verification_Status__c=Verified': { tone: 'good', icon: 'check' },
  'Id_Verification_Status__c=Pending': { tone: 'pending', icon: 'clock' },
  'Id_Verification_Status__c=Rejected': { tone: 'bad', icon: 'alert' },
  'Portal_Status__c=Inactive': { tone: 'pending', icon: 'clock' },
  'Internet_Eligibility_Status__c=Pending': { tone: 'pending', icon: 'clock' },
};

/** The record's status fields, each as a badge (ID-5). */
export const StatusBadges: React.FC<{ statuses: Match['statuses'] }> = ({ statuses }) => {
  const strings = useStrings();
  return (
    <>
      {statuses.map(({ field, value }) => {
        const key = `${field}=${value}`;
        const look = LOOKS[key] ?? { tone: 'plain' as const };
        return (
          <Badge key={key} {...look}>
            {strings.statuses[key] ?? `${labelOf(field)}: ${value}`}
          </Badge>
        );
      })}
    </>
  );
};

/** Portal_Status__c → Portal Status, segment → Segment: the next best where an org's field has no words of ours. */
const labelOf = (field: string): string =>
  field
    .replace(/__c$/, '')
    .replace(/_/g, ' ')
    .replace(/^./, (first) => first.toUpperCase());
