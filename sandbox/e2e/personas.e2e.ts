import { violations } from './axe';
import { useTestEnvironment } from './test-environment';

jest.setTimeout(120_000);

/** Each persona's first screen tells the truth about what was asked and found. */
describe('who is calling', () => {
  const environment = useTestEnvironment();

  test('ID-6 three matches: none is chosen, arrows move, Enter links, the others stay apart', async () => {
    const taskSid = await environment.take('three-matches');
    await environment.ada.text('Who is it?').waitFor();
    const cards = environment.ada.page.getByRole('radio');
    expect(await cards.count()).toBe(3);
    expect(await environment.ada.page.getByRole('radio', { checked: true }).count()).toBe(0);
    await environment.ada.text('Confirm the customer to see their history').waitFor();
    await environment.ada.shot('personas-three');
    await cards.first().focus();
    await environment.ada.page.keyboard.press('ArrowDown');
    await environment.ada.shot('personas-three-focused');
    const name = (await environment.ada.page.getByRole('radio', { checked: true }).getAttribute('aria-label')) ?? '';
    await environment.ada.page.keyboard.press('Enter');
    await environment.ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    await environment.ada.focused('ih-reason');
    const { attributes } = await environment.session.task(taskSid);
    expect((attributes.customers as { name: string }).name).toMatch(/Torres$/);
    expect(name).toContain((attributes.customers as { name: string }).name);
    await environment.ada.finish(taskSid);
  });

  test('ID-7 only in the master: shown without a click, with its source, and can be chosen', async () => {
    const taskSid = await environment.take('master-only');
    await environment.ada.section('Customer').getByText('Master', { exact: true }).first().waitFor();
    await environment.ada.text('A-204417').waitFor();
    await environment.ada.shot('personas-master');
    await environment.ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await environment.ada.page.getByRole('button', { name: 'Change', exact: true }).waitFor();
    expect((await environment.session.task(taskSid)).attributes).toMatchObject({
      customers: { name: expect.stringContaining('山本') as string },
    });
    await environment.ada.finish(taskSid);
  });

  test('ID-8 unknown: says who was asked, and a reason can be recorded without a customer', async () => {
    const taskSid = await environment.take('unknown');
    await environment.ada.text('No customer has this number').waitFor();
    await environment.ada.text('Not found in Salesforce or the customer master.').waitFor();
    await environment.ada.shot('personas-unknown');
    await environment.ada.finish(taskSid);
    const entry = (await environment.session.documents('interactions')).find(
      ({ identityKey }) => identityKey === 'phone:+14155550187',
    );
    expect(entry).toMatchObject({ reason: { id: 'orders_status' } });
  });

  test('ID-2 withheld: nothing is looked up, no history is shared', async () => {
    await environment.session.lab('requests');
    const taskSid = await environment.take('withheld');
    await environment.ada.text('The number is withheld').waitFor();
    await environment.ada.text('Withheld calls share no history. You can record a reason without a customer.').waitFor();
    const { requests } = await environment.session.lab<{ requests: Record<string, number> }>('requests');
    expect(requests['POST /customers/lookup']).toBeUndefined();
    await environment.ada.shot('personas-withheld');
    expect(await violations(environment.ada.page, 'section')).toEqual([]);
    await environment.ada.finish(taskSid);
    const entry = (await environment.session.documents('interactions')).find(({ taskSid: sid }) => sid === taskSid);
    expect(entry).toMatchObject({ customerId: null, identityKey: null });
  });

  test.each(['sms', 'whatsapp', 'web-chat', 'outbound', 'japan'])(
    'ID-1 %s: found by the customer’s own address',
    async (persona) => {
      const taskSid = await environment.take(persona);
      await environment.ada.text('1 match, pre-selected').waitFor();
      await environment.ada.shot(`personas-${persona}`);
      await environment.ada.finish(taskSid);
      expect((await environment.session.task(taskSid)).attributes).toMatchObject({
        conversations: { outcome: 'orders_status' },
        customers: { name: expect.any(String) as string },
      });
    },
  );

  test.each(['sip', 'client', 'web-chat-anonymous'])(
    'ID-1 %s: an address that no source holds is not searched for, its own history is kept',
    async (persona) => {
      const first = await environment.take(persona);
      await environment.ada.text('can’t be searched by this type of address').waitFor();
      await environment.ada.shot(`personas-${persona}`);
      expect(await violations(environment.ada.page, 'section')).toEqual([]);
      await environment.ada.chooseReason('order status');
      await environment.ada.page.keyboard.type(`First contact by ${persona}.`);
      await environment.ada.hangUp(first);
      await environment.ada.completeButton.press('Enter');
      await environment.ada.idle();
      const second = await environment.take(persona);
      await environment.ada.section('History').getByText(`First contact by ${persona}.`).waitFor();
      await environment.ada.finish(second);
    },
  );

  test('ID-14 seen before: her history is there, ten first and more on demand', async () => {
    const taskSid = await environment.take('stored');
    const history = environment.ada.section('History');
    await history.getByText('No light on the modem after the storm.', { exact: false }).waitFor();
    await history.getByText('10 of 14 shown').waitFor();
    await environment.ada.shot('personas-stored');
    await history.getByRole('button', { name: 'Show 4 more' }).press('Enter');
    await history.getByText('14 of 14 shown').or(history.getByText('Asked again about the router.').nth(2)).first().waitFor();
    await environment.ada.finish(taskSid);
  });
});
