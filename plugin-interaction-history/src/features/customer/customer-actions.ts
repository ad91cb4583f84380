import type { MasterRecord, Match, SearchResult } from '@interaction-history/shared/src/contract/customers';
import type { Lifetime } from '../../state/lifetime';
import type { Store } from '../../state/store';
import type { AgentTask } from '../../tasks/agent-task';
import { isFocusNowhere, type FocusName, type FocusScope } from '../../ui/focus-scope';
import type { MasterStore } from '../master/master-store';
import type { NewCustomerStore } from '../new-customer/new-customer-store';
import type { QueryStore } from '../query/query-store';
import { isOpen } from '../wrap-up/wrap-up-state';
import type { WrapUpStore } from '../wrap-up/wrap-up-store';
import type { CustomerStore } from './customer-store';
import type { CustomerView, CustomerViews, Origin } from './customer-views';
import { addressOf, notYetBecause } from './identify';
import { urlOf, type Candidate } from './records';
import type { ScreenPop } from './screen-pop';

/** Where the focus goes on going back, first found first. */
const RETURN: Record<Origin, readonly FocusName[]> = {
  header: ['header-action'],
  results: ['result', 'search-name'],
  matches: ['match', 'customer-way'],
};

/** What an agent does in the customer's place: each with what follows for the screen and the focus. */
export interface CustomerActions {
  confirm: (candidate: Candidate) => void;
  reject: () => void;
  reconsider: () => void;
  keep: () => void;
  unlink: () => void;
  answerAddress: (keep: boolean) => void;
  releaseAddress: () => void;
  search: () => void;
  newCustomer: () => void;
  back: () => void;
  openResult: (result: SearchResult) => void;
  fullRecord: (candidate: Candidate) => void;
  import: (allowDuplicates: boolean) => void;
  useMaster: (record: MasterRecord) => void;
  create: () => void;
  cancelNew: () => void;
  useExisting: (existing: Candidate) => void;
}

interface With {
  task: Store<AgentTask>;
  lifetime: Lifetime;
  focus: FocusScope;
  customer: CustomerStore;
  views: CustomerViews;
  query: QueryStore;
  master: MasterStore;
  newCustomer: NewCustomerStore;
  wrapUp: WrapUpStore;
  screenPop: ScreenPop;
}

export function createCustomerActions(about: With): CustomerActions {
  const { task, lifetime, focus, customer, views, query, master, newCustomer, wrapUp, screenPop } = about;

  /** What was focused goes away with the matches: the focus goes to what stands in their place. */
  const moveOn = (change: () => void): void => {
    const hadFocus = focus.isWithin('tab');
    change();
    if (hadFocus) focus.focus(['match', 'search-name', 'customer-way']);
  };
  const arrived = (url: string | null): void => {
    // an answer that comes after the task opens no tab and takes no focus
    if (lifetime.isOver) return;
    views.close();
    screenPop.pop(url, 'after-answer');
    // the agent may have gone on typing meanwhile
    if (isFocusNowhere() || (focus.isWithin('tab') && !isTyping())) wrapUp.focusReason();
  };
  /** @param popped whether the record is up already */
  const link = async (candidate: Candidate, popped: boolean): Promise<boolean> => {
    if (lifetime.isOver) return false;
    const linked = await customer.choose(candidate);
    if (linked !== null) arrived(popped ? null : (linked.salesforce?.url ?? null));
    return linked !== null;
  };
  const confirm = (candidate: Candidate): void => {
    const url = urlOf(candidate);
    screenPop.pop(url, 'gesture');
    void link(candidate, url !== null);
  };
  const openRecord = (accountNumber: string, name: string, from: Origin): void => {
    void master.open(accountNumber);
    views.open({ show: 'record', from, accountNumber, name });
  };
  const goOn = (): void => {
    // the buttons that had the focus are gone, and the agent has not gone on meanwhile
    if (!lifetime.isOver && (isFocusNowhere() || focus.isWithin('customer'))) wrapUp.focusReason();
  };
  const returnFrom = (view: CustomerView | null): void => {
    if (view !== null) focus.focus(RETURN[view.from]);
  };

  return {
    confirm,
    reject: () => moveOn(customer.reject),
    reconsider: () => moveOn(customer.reconsider),
    keep: () => moveOn(customer.keepLinked),
    unlink: () => moveOn(() => void customer.unlink()),
    answerAddress: (keep) => void customer.keepAddress(keep).then(goOn),
    releaseAddress: () => void customer.releaseAddress().then(goOn),
    search() {
      views.open({ show: 'search', from: 'header' });
      focus.focus('search-name');
    },
    newCustomer() {
      const { phone: _phone, name: _name, postalCode: _postalCode, ...known } = query.store.get().fields;
      const { kind } = task.get().caller;
      const address = addressOf(task.get(), customer.store.get());
      newCustomer.open({ ...known, ...(kind === 'phone' ? { phone: address } : kind === 'email' ? { email: address } : {}) });
      views.open({ show: 'new-customer', from: 'header' });
    },
    back: () => returnFrom(views.back()),
    openResult(result) {
      const { sources: _sources, ...match } = result;
      if (match.salesforce === null) return openRecord(match.accountNumber ?? match.key, match.name, 'results');
      const notYet = notYetBecause(task.get(), customer.store.get(), isOpen(wrapUp.store.get()));
      if (notYet === null) confirm({ from: 'match', match: { ...match, source: 'salesforce' } });
    },
    fullRecord(candidate) {
      if (candidate.from !== 'match') return;
      openRecord(candidate.match.accountNumber ?? candidate.match.key, candidate.match.name, 'matches');
    },
    import: (allowDuplicates) =>
      void master.import(allowDuplicates).then((match) => match !== null && link({ from: 'match', match }, false)),
    useMaster: (record) => confirm({ from: 'match', match: matchOfMaster(record) }),
    create: () =>
      void newCustomer.create().then((created) => {
        if (created !== undefined) arrived(created.url);
      }),
    cancelNew() {
      newCustomer.discard();
      returnFrom(views.back());
    },
    useExisting: (existing) => void link(existing, false).then((linked) => linked && newCustomer.discard()),
  };
}

const isTyping = (): boolean => document.activeElement?.matches('input, textarea, select, [contenteditable="true"]') ?? false;

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
