import * as React from 'react';

/** Whose content alone is printed. */
export const PRINTED = 'interaction-history-printed';

/** What only paper shows. */
export const ON_PAPER = 'interaction-history-on-paper';

/** On paper the report stands alone: Flex around it, the filters and buttons are left out. */
export const PrintStyle: React.FC = () => (
  <style media="print">{`
    body * { visibility: hidden; }
    .${PRINTED}, .${PRINTED} * { visibility: visible; overflow: visible !important; }
    .${PRINTED} { position: absolute; left: 0; top: 0; width: 100%; }
    .${PRINTED} section { break-inside: avoid; }
    .${PRINTED} button { color: inherit !important; text-decoration: none !important; }
    .${ON_PAPER} { display: block !important; }
    @page { margin: 12mm; }
  `}</style>
);
