import * as React from 'react';

/** The administration's own outline icons, of the same hand as the tab's: those are in every agent's bundle. */
const PATHS = {
  grip: 'M6 3.5v.1M6 8v.1M6 12.5v.1M10 3.5v.1M10 8v.1M10 12.5v.1',
  lock: 'M4 7.5h8V13H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  right: 'm6 4 4 4-4 4',
  down: 'm4 6 4 4 4-4',
  pen: 'm3 13 .6-2.6L10.8 3l2.2 2.2-7.4 7.2z',
  arrow: 'M3 8h10m-4-4 4 4-4 4',
  undo: 'M6 3.5 3 6.5l3 3M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'm10 3.5 3 3-3 3M13 6.5H6.5a3.5 3.5 0 0 0 0 7H9',
  upload: 'M3 10.5V13h10v-2.5M8 10V3m-3 3 3-3 3 3',
  download: 'M3 10.5V13h10v-2.5M8 3v7m-3-3 3 3 3-3',
  swap: 'M3 5.5h9m-2.5-3 3 3-3 3M13 10.5H4m2.5-3-3 3 3 3',
  warn: 'M8 2 14.5 13.5h-13zM8 6.5v3.2m0 1.8v.1',
};
export type GlyphName = keyof typeof PATHS;

/** Decoration only: the words beside it say the same. */
export const Glyph: React.FC<{ name: GlyphName; size?: number }> = ({ name, size = 16 }) => (
  <svg
    aria-hidden="true"
    focusable="false"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === 'grip' ? 2 : 1.6}
    strokeLinecap="round"
    strokeLinejoin="round"
    style={{ flex: 'none', display: 'block' }}
  >
    <path d={PATHS[name]} />
  </svg>
);
