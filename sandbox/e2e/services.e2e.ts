import { violations } from './axe';
import { eventually } from './support';
import { useTestEnvironment } from './test-environment';

jest.setTimeout(120_000);

/** SV-1 … SV-5, SA-1 … SA-7: by keyboard, in the real Flex UI, on the real Functions. What is written is tested beside them. */
describe('services', () => {
  const environment = useTestEnvironment();

  const linked = async (persona: string, name: string): Promise<string> => {
    const { taskSid } = await environment.ada.ring(persona);
    await environment.ada.accept(taskSid);
    await environment.ada.page.getByRole('button', { name: new RegExp(`^Confirm ${name}`) }).press('Enter');
    await environment.ada.section('Services').getByRole('button', { name: 'Services' }).press('Enter');
    return taskSid;
  };
  const services = () => environment.ada.section('Services');

  test('SA-2 SV-4 eligibility is requested by keyboard; its case is on the task, in the tab and in the history', async () => {
    const taskSid = await linked('services-new', 'Nina Park');
    await environment.ada.shot('services-1-nothing-yet');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await services()
      .getByRole('listitem')
      .filter({ hasText: 'Internet eligibility' })
      .getByRole('button', { name: 'Request' })
      .press('Enter');
    await services().getByLabel('Note for the case').fill('Moves in January');
    await environment.ada.shot('services-2-request');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await services().getByRole('button', { name: 'Request eligibility' }).press('Enter');
    await services()
      .getByText(/^Eligibility requested, /)
      .waitFor();
    await environment.ada.shot('services-3-requested');
    await services().getByText('Pending').waitFor();
    const { attributes } = await environment.session.task(taskSid);
    expect(attributes).toMatchObject({ interactionHistory: { caseNumber: expect.stringMatching(/^\d{8}$/) as string } });
    await environment.ada.finish(taskSid);
    await eventually(async () => {
      const entries = await environment.session.documents('interactions');
      expect(entries.find((entry) => entry.taskSid === taskSid)).toMatchObject({ actions: [{ action: 'request-eligibility' }] });
    });
  });

  test('SA-5 an order is put together, read back and placed by keyboard', async () => {
    const taskSid = await linked('services-eligible', 'Noor Haddad');
    await services()
      .getByRole('listitem')
      .filter({ hasText: 'Ready to order' })
      .getByRole('button', { name: 'Place order' })
      .press('Enter');
    const search = services().getByRole('combobox', { name: 'Add products' });
    for (const text of ['1 gbps', 'internet act', 'sim 10', 'sim act']) {
      await search.fill(text);
      await search.press('Enter');
    }
    await search.fill('sim');
    await environment.ada.shot('services-4-products');
    await search.fill('');
    await services().getByRole('button', { name: 'Review order' }).press('Enter');
    await services().getByRole('checkbox').press('Space');
    await environment.ada.shot('services-5-review');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await services().getByRole('button', { name: 'Place order' }).press('Enter');
    await services()
      .getByText(/^Order placed, /)
      .waitFor();
    await services().getByRole('button', { name: 'Done' }).press('Enter');
    await services().getByText('Waiting for review').waitFor();
    await environment.ada.shot('services-6-placed');
    await environment.ada.finish(taskSid);
  });

  test('SV-5 SA-7 a cancellation that the reason suggests, by one key, in the org’s time zone', async () => {
    const taskSid = await linked('services-active', 'Grace Okoye');
    await environment.ada.shot('services-7-active');
    const reason = environment.ada.page.getByRole('combobox', { name: /Reason/ });
    await reason.fill('cancellation req');
    await reason.press('Enter');
    await environment.ada.page.getByRole('group', { name: /This reason usually leads to/ }).waitFor();
    await environment.ada.shot('services-7b-suggested');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await environment.ada.page.getByRole('textbox', { name: /Comment/ }).press('Alt+Enter');
    // two services could be cancelled: the focus is on the first one's button
    await environment.ada.page.waitForFunction(() => document.activeElement?.textContent === 'Request cancellation');
    await environment.ada.page.keyboard.press('Enter');
    await services()
      .getByLabel(/Service ends on/)
      .fill(`${new Date().getFullYear() + 1}-12-31`);
    await services().getByLabel(/^At/).fill('23:59');
    await services().getByLabel(/^Why/).fill('Moves to Seattle');
    await environment.ada.shot('services-8-cancellation');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await services().getByRole('form').getByRole('button', { name: 'Request cancellation' }).press('Enter');
    await services()
      .getByText(/^Cancellation requested, /)
      .waitFor();
    await environment.ada.shot('services-9-cancelled');
    await environment.ada.finish(taskSid);
  });

  test.each([
    ['services-pending', 'Rosa Delgado Kim', 'Since'],
    ['services-rejected', 'Lena Fischer', 'too dark to read'],
    ['services-failed', 'Omar Reyes', 'No free port at the exchange'],
    ['services-cancelling', 'Ivan Petrov', 'Cancelling'],
  ])('SV-1 the state of %s can be read', async (persona, name, sign) => {
    const taskSid = await linked(persona, name);
    await services().getByText(new RegExp(sign)).first().waitFor();
    await environment.ada.shot(`services-${persona}`);
    await environment.ada.finish(taskSid);
  });
});
