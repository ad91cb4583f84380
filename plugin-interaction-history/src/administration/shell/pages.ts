import type * as React from 'react';
import { SettingsPage } from '../settings/SettingsPage';
import type { AdministrationStrings } from '../strings/en';
import { latePage } from './late-page';
import { ReasonCodesPage } from './ReasonCodesPage';

/** A page of the administration: a tab and its content, which reads what it needs with `useAdministration`. */
export interface Page {
  id: string;
  label: (strings: AdministrationStrings) => string;
  Content: React.FC;
  /** Supervisors don't see its tab; the Functions refuse them anyway. */
  isForAdmins?: true;
}

const outcomes = (strings: AdministrationStrings): string => strings.latePages.outcomes;
const customers = (strings: AdministrationStrings): string => strings.customers.title;
const checks = (strings: AdministrationStrings): string => strings.latePages.checks;
const privacy = (strings: AdministrationStrings): string => strings.latePages.privacy;
const audit = (strings: AdministrationStrings): string => strings.latePages.audit;
const health = (strings: AdministrationStrings): string => strings.latePages.health;

/** Every page, in the order of the tabs. A further page is an entry here and a folder of its own. */
export const PAGES = [
  { id: 'reason-codes', label: (strings) => strings.title, Content: ReasonCodesPage },
  { id: 'outcomes', label: outcomes, Content: latePage('outcomes', outcomes) },
  { id: 'settings', label: (strings) => strings.settings.title, Content: SettingsPage },
  { id: 'customers', label: customers, Content: latePage('customers', customers) },
  { id: 'checks', label: checks, Content: latePage('checks', checks) },
  { id: 'privacy', label: privacy, Content: latePage('privacy', privacy), isForAdmins: true },
  { id: 'audit', label: audit, Content: latePage('audit', audit), isForAdmins: true },
  { id: 'health', label: health, Content: latePage('health', health), isForAdmins: true },
] as const satisfies readonly Page[];

export type PageId = (typeof PAGES)[number]['id'];
