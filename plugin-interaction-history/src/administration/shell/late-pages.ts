import type * as React from 'react';
import { VERSION } from '@interaction-history/shared/src/version';
import * as box from '@twilio-paste/core/box';
import * as button from '@twilio-paste/core/button';
import * as input from '@twilio-paste/core/input';
import * as apiError from '../../api/api-error';
import * as format from '../../strings/format';
import * as strings from '../../strings/strings';
import * as field from '../../ui/field';
import * as notice from '../../ui/Notice';
import * as text from '../../ui/text';
import * as textButton from '../../ui/TextButton';
import * as exportFile from '../files/export-file';
import * as administrationStrings from '../strings/strings';
import * as frame from '../ui/Frame';
import * as loading from '../ui/Loading';
import * as panel from '../ui/Panel';
import * as context from './administration-context';

export const PAGES_GLOBAL = 'InteractionHistoryPages';

/** What this bundle gives to its pages, and they to it. */
export interface LatePages {
  version: string;
  modules: Readonly<Record<string, unknown>>;
  /** By name, as they arrive. */
  pages: Record<string, React.FC>;
}

/**
 * What pages that are loaded later share with this bundle: whatever holds a context, and what both would carry otherwise. A page's build
 * takes these from here and bundles the rest (tools/build-administration.mjs reads the names).
 */
const MODULES = {
  '@twilio-paste/core/box': box,
  '@twilio-paste/core/button': button,
  '@twilio-paste/core/input': input,
  'api/api-error': apiError,
  'strings/format': format,
  'strings/strings': strings,
  'ui/field': field,
  'ui/Notice': notice,
  'ui/text': text,
  'ui/TextButton': textButton,
  'administration/files/export-file': exportFile,
  'administration/strings/strings': administrationStrings,
  'administration/ui/Frame': frame,
  'administration/ui/Loading': loading,
  'administration/ui/Panel': panel,
  'administration/shell/administration-context': context,
};

/** Before any page arrives. */
export function offerModules(): void {
  const offer: LatePages = { version: VERSION, modules: MODULES, pages: {} };
  Object.assign(window, { [PAGES_GLOBAL]: offer });
}
