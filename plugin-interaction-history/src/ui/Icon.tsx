import * as React from 'react';

/** Outline icons of 16 units, after the screens; Paste has neither cloud nor drum, and one set looks like one hand. */
const PATHS = {
  voice:
    'M4 2.5h2.2l1 3-1.5 1.2a9 9 0 0 0 3.6 3.6l1.2-1.5 3 1v2.2a1.5 1.5 0 0 1-1.6 1.5C6.7 13 3 9.3 2.5 4.1A1.5 1.5 0 0 1 4 2.5z',
  chat: 'M2.5 3h11v8H7l-3 2.5V11H2.5z',
  email: 'M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zm-.5 1L8 8.5l5.5-4',
  withheld:
    'M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM6.2 8a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 0 0-3.6 0zm-3.7 5.5 11-11',
  down: 'm4 6 4 4 4-4',
  up: 'm4 10 4-4 4 4',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4 4 8 8m0-8-8 8',
  external: 'M6 3H3v10h10v-3M9 3h4v4m0-4L7.5 8.5',
  alert: 'M8 1.6 14.4 8 8 14.4 1.6 8zM8 5v3.5m0 2v.1',
  info: 'M2 8a6 6 0 1 0 12 0A6 6 0 0 0 2 8zm6-.5V11m0-6v.1',
  clock: 'M2 8a6 6 0 1 0 12 0A6 6 0 0 0 2 8zm6-3.5V8l2.5 1.5',
  cloud: 'M4.5 12.5a2.8 2.8 0 0 1-.3-5.6 3.8 3.8 0 0 1 7.4-.4 3 3 0 0 1 .2 6z',
  offline: 'M4.5 12.5a2.8 2.8 0 0 1-.3-5.6 3.8 3.8 0 0 1 7.4-.4 3 3 0 0 1 .2 6zM2.5 14 13.5 2.5',
  drum: 'M3 3.8c0 1.1 2.2 2 5 2s5-.9 5-2-2.2-2-5-2-5 .9-5 2zm0 0v8.4c0 1.1 2.2 2 5 2s5-.9 5-2V3.8M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  retry: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.8h-2.8',
  history: 'M3 8a5 5 0 1 0 1.5-3.6M3 2.5v2.8h2.8M8 5v3.2l2 1.3',
  send: 'M2.5 8 13.5 3l-3 10-3-4z',
  search: 'M2.8 7a4.2 4.2 0 1 0 8.4 0 4.2 4.2 0 0 0-8.4 0zm7.4 3.2 3.3 3.3',
  plus: 'M8 3v10M3 8h10',
  transfer: 'M3 5.5h9m-2.5-3 3 3-3 3M13 10.5H4m2.5-3-3 3 3 3',
  left: 'M13 8H3m4-4L3 8l4 4',
  unsaved: 'M5 8a3 3 0 1 0 6 0 3 3 0 0 0-6 0z',
};
export type IconName = keyof typeof PATHS;

interface Props {
  name: IconName;
  /** Pixels. */
  size?: 12 | 16 | 20;
}

/** Decoration only: the words beside it say the same. Takes the colour of the text. */
export const Icon: React.FC<Props> = ({ name, size = 16 }) => (
  <svg
    aria-hidden="true"
    focusable="false"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={size === 12 ? 2 : 1.6}
    strokeLinecap="round"
    strokeLinejoin="round"
    style={{ flex: 'none', display: 'block' }}
  >
    <path d={PATHS[name]} />
  </svg>
);
