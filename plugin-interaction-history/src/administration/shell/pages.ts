import type * as React from 'react';
import { CustomersPage } from '../customers/CustomersPage';
import { SettingsPage } from '../settings/SettingsPage';
import type { AdministrationStrings } from '../strings/en';
import { ReasonCodesPage } from './ReasonCodesPage';

/** A page of the administration: a tab and its content, which reads what it needs with `useAdministration`. */
export interface Page {
  id: string;
  label: (strings: AdministrationStrings) => string;
  Content: React.FC;
}

/** Every page, in the order of the tabs. A further page is an entry here and a folder of its own. */
export const PAGES = [
  { id: 'reason-codes', label: (strings) => strings.title, Content: ReasonCodesPage },
  { id: 'settings', label: (strings) => strings.settings.title, Content: SettingsPage },
  { id: 'customers', label: (strings) => strings.customers.title, Content: CustomersPage },
] as const satisfies readonly Page[];

export type PageId = (typeof PAGES)[number]['id'];
