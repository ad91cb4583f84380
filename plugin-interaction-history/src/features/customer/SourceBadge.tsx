import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';

const ICONS = { salesforce: 'cloud', lead: 'cloud', master: 'drum', stored: 'history' } as const;

/** Where a record comes from: icon, colour and word, ever visible. */
export const SourceBadge: React.FC<{ source: keyof typeof ICONS; onTint?: boolean }> = ({ source, onTint = false }) => (
  <Badge tone={source === 'lead' ? 'salesforce' : source} icon={ICONS[source]} onTint={onTint}>
    {useStrings().sources[source]}
  </Badge>
);
