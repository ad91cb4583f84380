import type { RefObject } from 'react';
import type { MasterRecord, Match, SearchResult } from '@interaction-history/shared/src/contract/customers';
import type { Face, Origin } from './customer-views';
import { urlOf, type Candidate } from './records';
import type { Features } from '../features';
import { fieldId } from '../query/QueryPane';
import type { AgentTask } from '../../tasks/agent-task';
import { findFirst, focusIsFree, isFocusNowhere } from '../../ui/focus';
import { focusWhenShown } from '../../ui/focus-when-shown';

export const HEADER_ACTION_ID = 'ih-header-action';
/** Places for the focus: Name of the query pane, the card it comes to by Tab, the active one, all of several, a result. */
export const NAME = `#${fieldId('name')}`;
const CARD = '[role="radio"][tabindex="0"]';
export const CHOSEN = '[role="radio"][aria-checked="true"]';
export const CHOICE = '[role="radiogroup"]';
export const RESULT = '[role="option"][tabindex="0"]';
/** Where the focus goes on going back, first found first. */
const RETURN: Record<Origin, string[]> = {
  header: [`#${HEADER_ACTION_ID}`],
  results: [RESULT, NAME],
  matches: [CARD, '[data-customer] button'],
};

/** What an agent does in the customer's place: each with what follows for the screen and the focus. */
export interface CustomerActions {
  confirm: (candidate: Candidate) => void;
  reject: () => void;
  reconsider: () => void;
  keep: () => void;
  unlink: () => void;
  answerAddress: (keep: boolean) => void;
  search: () => void;
  newCustomer: () => void;
  back: () => void;
  openResult: (result: SearchResult) => void;
  fullRecord: (candidate: Candidate) => void;
  bring: (allowDuplicates: boolean) => void;
  useMaster: (record: MasterRecord) => void;
  create: () => void;
  cancelNew: () => void;
  useExisting: (existing: Candidate) => void;
}

interface About {
  task: AgentTask;
  features: Features;
  /** The tab's own element. */
  tab: RefObject<HTMLElement>;
  /** The caller's address as people read it. */
  address: string;
  /** Whether somebody can be chosen now. */
  mayChoose: boolean;
}

export function customerActions({ task, features, tab, address, mayChoose }: About): CustomerActions {
  const { customers, faces, queries, masters, newCustomers, wrapUps, screenPop } = features;

  const focusFirst = (selectors: readonly string[]): void => {
    // not before React has drawn: until then what is left is still there to be found
    window.setTimeout(() => focusWhenShown(() => findFirst(tab.current, selectors)), 0);
  };
  /** What was focused goes away with the matches: the focus goes to what stands in their place. */
  const moveOn = (change: () => void): void => {
    const hadFocus = tab.current?.contains(document.activeElement) ?? false;
    change();
    if (hadFocus) focusFirst([CARD, NAME, '[data-customer] button']);
  };
  const arrived = (url: string | null): void => {
    faces.close(task);
    screenPop.pop(task, url, 'after-answer');
    // the agent may have gone on typing meanwhile
    if (focusIsFree(tab.current)) wrapUps.focusReason(task);
  };
  /** @param popped whether the record is up already */
  const link = async (candidate: Candidate, popped: boolean): Promise<boolean> => {
    const linked = await customers.choose(task, candidate);
    if (linked !== null) arrived(popped ? null : (linked.salesforce?.url ?? null));
    return linked !== null;
  };
  const confirm = (candidate: Candidate): void => {
    const url = urlOf(candidate);
    screenPop.pop(task, url, 'gesture');
    void link(candidate, url !== null);
  };
  const openRecord = (accountNumber: string, name: string, from: Origin): void => {
    void masters.open(task, accountNumber);
    faces.open(task, { show: 'record', from, accountNumber, name });
  };
  const returnFrom = (face: Face | null): void => {
    if (face !== null) focusFirst(RETURN[face.from]);
  };

  return {
    confirm,
    reject: () => moveOn(() => customers.reject(task)),
    reconsider: () => moveOn(() => customers.reconsider(task)),
    keep: () => moveOn(() => customers.keepLinked(task)),
    unlink: () => moveOn(() => void customers.unlink(task)),
    answerAddress: (keep) =>
      void customers.keepAddress(task, keep).then(() => {
        // the buttons that had the focus are gone, and the agent has not gone on meanwhile
        if (isFocusNowhere() || document.activeElement?.closest('[data-customer]')) wrapUps.focusReason(task);
      }),
    search() {
      faces.open(task, { show: 'search', from: 'header' });
      focusFirst([NAME]);
    },
    newCustomer() {
      const { phone: _phone, name: _name, postalCode: _postalCode, ...known } = queries.of(task).get().fields;
      const { kind } = task.caller;
      newCustomers.open(task, {
        ...known,
        ...(kind === 'phone' ? { phone: address } : kind === 'email' ? { email: address } : {}),
      });
      faces.open(task, { show: 'new-customer', from: 'header' });
    },
    back: () => returnFrom(faces.back(task)),
    openResult(result) {
      const { sources: _sources, ...match } = result;
      if (match.salesforce !== null) {
        if (mayChoose) confirm({ from: 'match', match: { ...match, source: 'salesforce' } });
      } else openRecord(match.accountNumber ?? match.key, match.name, 'results');
    },
    fullRecord(candidate) {
      if (candidate.from !== 'match') return;
      openRecord(candidate.match.accountNumber ?? candidate.match.key, candidate.match.name, 'matches');
    },
    bring: (allowDuplicates) =>
      void masters.bring(task, allowDuplicates).then((match) => match !== null && link({ from: 'match', match }, false)),
    useMaster: (record) => confirm({ from: 'match', match: matchOfMaster(record) }),
    create: () =>
      void newCustomers.create(task).then((made) => {
        if (made !== undefined) arrived(made.url);
      }),
    cancelNew() {
      newCustomers.discard(task);
      returnFrom(faces.back(task));
    },
    useExisting: (existing) => void link(existing, false).then((linked) => linked && newCustomers.discard(task)),
  };
}

/** The master's record as something to choose: linked by its customer number alone. */
const matchOfMaster = (record: MasterRecord): Match => ({
  key: `master:${record.accountNumber}`,
  source: 'master',
  name: record.name,
  company: null,
  accountNumber: record.accountNumber,
  address: record.billingAddress,
  email: record.email,
  phones: record.phones.map((phone) => ({ ...phone, matched: false })),
  statuses: [],
  openCases: null,
  orders: null,
  salesforce: null,
});
