import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Customer } from '@interaction-history/shared/src/contract/customers';
import { refusal, unreachable } from '../../testing/fake-functions';
import { offerModules } from '../shell/late-pages';
import { registerPage } from '../shell/register-page';
import { line, renderAdministration, violationsIn } from '../testing/render-administration';
import { CustomersPage } from './CustomersPage';

beforeAll(() => {
  offerModules();
  registerPage('customers', CustomersPage);
});

type Page = ReturnType<typeof renderAdministration>;
const aCustomer = (customerId: string, name: string | null, phones: string[], more: Partial<Customer> = {}): Customer => ({
  customerId,
  name,
  company: null,
  accountNumber: null,
  email: null,
  phones,
  salesforce: null,
  updatedAt: '2026-11-12T08:14:00.000Z',
  ...more,
});
const MINA = { customer: aCustomer('one', 'Mina Vale', ['+16285550301'], { accountNumber: 'VA-1' }), interactionCount: 4 };
const NAMELESS = { customer: aCustomer('two', null, ['+16285550302']), interactionCount: 900 };
const found = ({ text }: Record<string, string>) => ({
  customers: text === 'VA-1' ? [MINA] : text === '0302' ? [NAMELESS] : [],
  more: false,
});
const open = async (answers: Parameters<typeof renderAdministration>[0] = {}, locale = 'en-GB'): Promise<Page> => {
  const page = renderAdministration({ 'customers/find-stored': found, ...answers }, { locale });
  await line(/^(Billing|請求)/);
  await userEvent.click(screen.getByRole('tab', { name: /Customers|顧客/ }));
  return page;
};
const search = async (side: string, text: string): Promise<void> => {
  const box = within(screen.getByRole('region', { name: side }));
  await userEvent.type(box.getByRole('textbox'), `${text}{Enter}`);
};
const choose = async (side: string, text: string, name: RegExp): Promise<void> => {
  await search(side, text);
  await userEvent.click(await within(screen.getByRole('region', { name: side })).findByRole('button', { name }));
};
const both = async (): Promise<void> => {
  await choose('First customer', 'VA-1', /Mina Vale/);
  await choose('Second customer', '0302', /0302/);
};
const merges = ({ functions }: Page): Record<string, string>[] => functions.to('customers/merge').map(({ body }) => body);

test('ID-14 two customers side by side; who stays is chosen by nobody else; what happens is said, asked once more, and done', async () => {
  const page = await open({
    'customers/merge': (_, nth) => ({ customer: MINA.customer, moved: nth < 3 ? 400 : 100, done: nth === 3 }),
  });
  await both();
  expect(screen.getByRole('region', { name: 'Second customer' })).toHaveTextContent('900 interactions');
  expect(screen.getByRole('button', { name: 'Merge…' })).toBeDisabled();
  expect(screen.getByText('Choose which one to keep')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Keep this one: Mina Vale' }));
  expect(screen.getByRole('region', { name: 'What happens' })).toHaveTextContent(
    '900 interactions of +16285550302 go to Mina Vale',
  );
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Merge…' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Merge +16285550302 into Mina Vale?');
  expect(screen.getByRole('button', { name: 'Not now' })).toHaveFocus();
  expect(merges(page)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Merge' }));
  expect(await screen.findByText('Merged: 900 interactions moved to Mina Vale')).toBeInTheDocument();
  expect(merges(page)).toHaveLength(3);
  expect(merges(page)[2]).toMatchObject({ customerId: 'one', duplicateId: 'two' });
  expect(await violationsIn(page.container)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Merge two more' }));
  expect(screen.getAllByRole('textbox')).toHaveLength(2);
});

test('ID-14 a merge shows how far it is; stopped in the middle it says so and goes on where it was', async () => {
  let release: (answer: Response) => void = () => undefined;
  let nth = 0;
  const page = await open({
    'customers/merge': () => {
      nth += 1;
      if (nth === 1) return { customer: MINA.customer, moved: 400, done: false };
      if (nth === 2) return () => new Promise<Response>((resolve) => (release = resolve));
      return { customer: MINA.customer, moved: 500, done: true };
    },
  });
  await both();
  await userEvent.click(screen.getByRole('radio', { name: /Keep this one: Mina/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Merge…' }));
  await userEvent.click(screen.getByRole('button', { name: 'Merge' }));
  const bar = await screen.findByRole('progressbar', { name: 'Interactions moved' });
  expect(bar).toHaveAttribute('aria-valuenow', '400');
  expect(await violationsIn(page.container)).toEqual([]);
  // other pages may be looked at meanwhile
  await userEvent.click(screen.getByRole('tab', { name: 'Reason codes' }));
  release(refusal(503, 'upstream_unavailable'));
  await line(/^Billing/);
  await userEvent.click(screen.getByRole('tab', { name: 'Customers' }));
  expect(await screen.findByText('The merge has stopped after 400 interactions')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText('Merged: 900 interactions moved to Mina Vale')).toBeInTheDocument();
});

test('ID-14 customers that changed meanwhile are not merged: search again', async () => {
  await open({ 'customers/merge': () => refusal(409, 'conflict') });
  await both();
  await userEvent.click(screen.getByRole('radio', { name: /Keep this one: Mina/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Merge…' }));
  await userEvent.click(screen.getByRole('button', { name: 'Merge' }));
  expect(await screen.findByText('Couldn’t merge')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
});

test('ID-14 the same customer found twice is nothing to merge', async () => {
  await open();
  await choose('First customer', 'VA-1', /Mina Vale/);
  await choose('Second customer', 'VA-1', /Mina Vale/);
  await userEvent.click(screen.getAllByRole('radio')[0] as HTMLElement);
  expect(screen.getByText('Both are the same customer. Choose another.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Merge…' })).toBeDisabled();
});

test('ID-14 a search that is empty, finds nobody, fails, or is not allowed says so in its place', async () => {
  let answer: () => object = () => ({ customers: [], more: false });
  const page = await open({ 'customers/find-stored': () => answer() });
  await search('First customer', ' ');
  expect(screen.getByText('Enter what to search for')).toBeInTheDocument();
  expect(page.functions.to('customers/find-stored')).toEqual([]);
  await search('First customer', 'nobody');
  expect(await screen.findByText('No stored customer matches')).toBeInTheDocument();
  answer = () => unreachable;
  await search('First customer', 'x');
  expect(await screen.findByText('The search failed')).toBeInTheDocument();
  answer = () => refusal(403, 'forbidden');
  await userEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(await screen.findByText(/You can’t merge customers/)).toBeInTheDocument();
  expect(await violationsIn(page.container)).toEqual([]);
});

describe('ID-17 taking apart', () => {
  const address = { identity: { kind: 'phone', value: '+16285550303', display: '+1 628 555 0303' }, kept: null };
  const merge = { mergedId: 'two', name: 'Mia Vale', at: '2026-11-12T08:14:00.000Z', by: { sid: 'WK1', name: 'Sam Doyle' } };
  const list = (addresses: object[], merges: object[]) => ({ customer: MINA.customer, addresses, merges });

  test('ID-17 a merge is undone where the customer is, asked once more, until every interaction has gone back', async () => {
    const page = await open({
      'customers/joined': (_body, nth) => list([address], nth === 1 ? [merge] : []),
      'customers/split': (_body, nth) => ({
        customer: MINA.customer,
        restored: aCustomer('two', 'Mia Vale', []),
        moved: nth === 1 ? 2 : 1,
        done: nth === 2,
      }),
    });
    await choose('First customer', 'VA-1', /Mina Vale/);
    await userEvent.click(screen.getByRole('button', { name: 'Numbers, addresses and merges…' }));
    expect(await screen.findByText(/Merged by Sam Doyle/)).toBeInTheDocument();
    expect(await violationsIn(page.container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo merge: Mia Vale' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Separate Mia Vale again?');
    expect(screen.getByRole('button', { name: 'Not now' })).toHaveFocus();
    expect(page.functions.to('customers/split')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Undo merge' }));
    expect(await screen.findByText('Separated: 3 interactions went back to Mia Vale')).toBeInTheDocument();
    expect(page.functions.to('customers/split')[1]?.body).toMatchObject({ customerId: 'one', mergedId: 'two' });
    expect(screen.getByRole('region', { name: 'First customer' })).toHaveTextContent('1 interaction');
    expect(screen.queryByText(/Merged by Sam Doyle/)).toBeNull();
  });

  test('ID-17 an address is taken away; a failure says so and can be tried again', async () => {
    const page = await open({
      'customers/joined': (_body, nth) => list(nth === 1 ? [address] : [], []),
      'customers/release-address': (_body, nth) => (nth === 1 ? unreachable : { customer: MINA.customer }),
    });
    await choose('First customer', 'VA-1', /Mina Vale/);
    await userEvent.click(screen.getByRole('button', { name: 'Numbers, addresses and merges…' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove: +1 628 555 0303' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText(/Couldn’t do it/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('+1 628 555 0303 was removed')).toBeInTheDocument();
    expect(screen.getByText('No number, no address and no merge.')).toBeInTheDocument();
    expect(await violationsIn(page.container)).toEqual([]);
  });

  test('ID-17 what can’t be loaded says so, and is asked again', async () => {
    await open({ 'customers/joined': (_body, nth) => (nth === 1 ? unreachable : list([], [])) });
    await choose('First customer', 'VA-1', /Mina Vale/);
    await userEvent.click(screen.getByRole('button', { name: 'Numbers, addresses and merges…' }));
    await userEvent.click(await screen.findByRole('button', { name: /Retry/ }));
    expect(await screen.findByText('No number, no address and no merge.')).toBeInTheDocument();
  });
});

test('ID-14 in Japanese the page is Japanese', async () => {
  const { container } = await open({}, 'ja-JP');
  expect(screen.getByRole('heading', { name: '2 件の顧客を統合' })).toBeInTheDocument();
  expect(await violationsIn(container)).toEqual([]);
});
