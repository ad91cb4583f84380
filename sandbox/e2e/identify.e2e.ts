import { violations } from './axe';
import { useTestEnvironment } from './test-environment';
import { eventually } from './support';

jest.setTimeout(120_000);

/** Finding, bringing in and making a customer by the keyboard alone, in the real Flex UI. */
describe('identifying the caller', () => {
  const environment = useTestEnvironment();
  const field = (name: string) => environment.ada.page.getByRole('textbox', { name, exact: false }).first();
  const customersOf = async (taskSid: string) =>
    (await environment.session.task(taskSid)).attributes.customers as { name?: string } | undefined;
  const records = async (object: string) =>
    (await environment.session.lab<{ records: Record<string, unknown>[] }>('records', { object })).records;
  const paneHasFocus = async (): Promise<void> => {
    await environment.ada.page.getByRole('search').waitFor();
    await environment.ada.page.waitForFunction(
      () => document.activeElement !== null && document.activeElement.closest('[role="search"]') !== null,
    );
  };
  const linked = () => environment.ada.page.getByRole('button', { name: 'Change', exact: true }).waitFor();

  test('ID-8 ID-11 ID-17 a friend’s phone: the pane is open, a name is typed, the arrow walks, Enter links; the number is asked about, kept and taken back', async () => {
    const taskSid = await environment.take('friends-phone');
    await paneHasFocus();
    await environment.ada.page.keyboard.type('okafor');
    await environment.ada.page.keyboard.press('Enter');
    const option = environment.ada.page.getByRole('option', { name: /David Okafor/ });
    await option.waitFor();
    await environment.ada.shot('identify-1-results');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await environment.ada.page.keyboard.press('ArrowDown');
    await environment.ada.page.keyboard.press('Enter');
    await linked();
    expect(await customersOf(taskSid)).toMatchObject({ name: 'David Okafor' });
    await environment.ada.text('Add +1 415 555 0199 to David Okafor’s phone numbers?').waitFor();
    await environment.ada.shot('identify-2-keep');
    // kept by a slip, and taken back
    await environment.ada.page.getByRole('button', { name: 'Yes', exact: true }).press('Enter');
    const undo = environment.ada.page.getByRole('button', { name: 'Undo', exact: true });
    await undo.waitFor();
    await environment.ada.shot('identify-2-kept');
    await undo.press('Enter');
    await environment.ada.text('Add +1 415 555 0199 to David Okafor’s phone numbers?').waitFor();
    await environment.ada.page.getByRole('button', { name: /^No\b/ }).first().press('Enter');
    await environment.ada.finish(taskSid);
    const entry = (await environment.session.documents('interactions')).find((each) => each.taskSid === taskSid);
    expect(entry).toMatchObject({ identityKey: 'phone:+14155550199' });
    expect((await environment.session.documents('identities')).map(({ id }) => id)).not.toContain('phone:+14155550199');
  });

  test('ID-9 only in the master: the full record, one Enter brings one Account and one Contact into Salesforce', async () => {
    const before = { accounts: (await records('Account')).length, contacts: (await records('Contact')).length };
    const taskSid = await environment.take('master-only');
    await environment.ada.page.getByRole('button', { name: 'Show the full record' }).press('Enter');
    const bring = environment.ada.page.getByRole('button', { name: /^Add to Salesforce/ });
    await bring.waitFor();
    await environment.ada.text('2150 Folsom St').waitFor();
    await environment.ada.shot('identify-3-master');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await bring.press('Enter');
    await environment.ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    const accounts = await records('Account');
    expect(accounts.filter((account) => account.SF_Account_No__c === 'A-204417')).toHaveLength(1);
    expect([accounts.length - before.accounts, (await records('Contact')).length - before.contacts]).toEqual([1, 1]);
    await environment.ada.shot('identify-4-imported');
    await environment.ada.finish(taskSid);
    // the next call finds her in Salesforce, with the history from before
    const again = await environment.take('master-only');
    await environment.ada.text('1 match, pre-selected').waitFor();
    await environment.ada.section('Customer').getByText('Salesforce', { exact: true }).first().waitFor();
    await environment.ada.section('History').getByText('Orders › Order status').first().waitFor();
    await environment.ada.finish(again);
  });

  test('ID-13 Salesforce stops while the call is running: the search shows what the master has, Retry completes it', async () => {
    const taskSid = await environment.take('friends-phone');
    await paneHasFocus();
    await environment.session.fault('salesforce', '500');
    await environment.ada.page.keyboard.type('yamamoto');
    await environment.ada.page.keyboard.press('Enter');
    await environment.ada.text('Salesforce isn’t responding to searches').waitFor();
    await environment.ada.page.getByRole('option', { name: /Takeshi Yamamoto/ }).waitFor();
    const laura = environment.ada.page.getByRole('option', { name: /Laura Yamamoto-Price/ });
    expect(await laura.count()).toBe(0);
    await environment.ada.shot('identify-7-search-without-salesforce');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await environment.session.fault('salesforce', null);
    await environment.ada.page
      .getByRole('button', { name: /^Retry/ })
      .first()
      .press('Enter');
    await laura.waitFor();
    expect(await environment.ada.page.getByText('Salesforce isn’t responding to searches').count()).toBe(0);
    await environment.ada.page.getByRole('option', { name: /Takeshi Yamamoto/ }).waitFor();
    await environment.ada.finish(taskSid);
  });

  test('ID-10 a new customer is made and linked; a phone that is taken offers its owner', async () => {
    const taskSid = await environment.take('unknown');
    await environment.ada.page.getByRole('button', { name: 'New customer' }).press('Enter');
    await field('First name').fill('Rosa');
    await field('Last name').fill('Delgado');
    const phone = environment.ada.page.getByRole('textbox', { name: /^Phone/ }).last();
    expect(await phone.inputValue()).toContain('415');
    await phone.fill('+1 415 555 0119');
    await environment.ada.page.getByRole('button', { name: /^Create/ }).press('Enter');
    await environment.ada.text('Another customer has this number.').waitFor();
    await environment.ada.shot('identify-5-taken');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await phone.fill('+1 415 555 0187');
    await environment.ada.page.getByRole('button', { name: /^Create/ }).press('Enter');
    await linked();
    expect(await customersOf(taskSid)).toMatchObject({ name: 'Rosa Delgado', phone: '+14155550187' });
    await environment.ada.finish(taskSid);
  });

  test('ID-11 the customer can be searched for at any time, and Esc leaves everything as it was', async () => {
    const taskSid = await environment.take('one-match');
    await environment.ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await linked();
    await environment.ada.page.getByRole('button', { name: 'Search', exact: true }).first().press('Enter');
    await paneHasFocus();
    await environment.ada.page.keyboard.press('Escape');
    await linked();
    await environment.ada.page.getByRole('button', { name: 'Change', exact: true }).press('Enter');
    await environment.ada.page.getByRole('button', { name: /No customer/ }).press('Enter');
    await eventually(async () => expect((await customersOf(taskSid))?.name).toBeUndefined());
    expect((await environment.session.task(taskSid)).attributes).toMatchObject({ from: '+14155550127' });
    await environment.ada.finish(taskSid);
  });

  test('ID-12 a new case is opened once, and its number is on the task and the interaction', async () => {
    const before = (await records('Case')).length;
    const taskSid = await environment.take('one-match');
    await environment.ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await linked();
    await environment.ada.page.getByRole('button', { name: 'New case' }).press('Enter');
    await field('Subject').fill('Duplicate charge in October');
    await environment.ada.shot('identify-6-case');
    await environment.ada.page.getByRole('button', { name: /^Create case/ }).dblclick();
    await environment.ada.text(/Case 0\d+/).waitFor();
    expect((await records('Case')).length - before).toBe(1);
    expect((await environment.session.task(taskSid)).attributes).toMatchObject({
      conversations: { case: expect.stringMatching(/^0\d+$/) as string },
    });
    await environment.ada.finish(taskSid);
    const entry = (await environment.session.documents('interactions')).find((each) => each.taskSid === taskSid);
    expect(entry?.caseNumber).toMatch(/^0\d+$/);
  });
});
