import { violations } from './axe';
import { openStage, type Desktop, type Stage } from './support';

jest.setTimeout(120_000);

/** Each persona's first screen tells the truth about what was asked and found. */
describe('who is calling', () => {
  let stage: Stage;
  let ada: Desktop;

  beforeAll(async () => {
    stage = await openStage();
    ada = await stage.desktop('ada');
  });
  afterEach(() => stage.clear());
  afterAll(async () => {
    const { unknown } = await stage.lab('unknown');
    await stage.stop();
    expect(unknown).toEqual([]);
    expect(ada.troubles).toEqual([]);
  });

  const take = async (persona: string): Promise<string> => {
    const { taskSid } = await ada.ring(persona);
    await ada.accept(taskSid);
    return taskSid;
  };

  test('ID-6 three matches: none is chosen, arrows move, Enter links, the others stay apart', async () => {
    const taskSid = await take('three-matches');
    await ada.text('Who is it?').waitFor();
    const cards = ada.page.getByRole('radio');
    expect(await cards.count()).toBe(3);
    expect(await ada.page.getByRole('radio', { checked: true }).count()).toBe(0);
    await ada.text('shows as soon as you confirm who it is').waitFor();
    await ada.shot('personas-three');
    await cards.first().focus();
    await ada.page.keyboard.press('ArrowDown');
    await ada.shot('personas-three-focused');
    const name = (await ada.page.getByRole('radio', { checked: true }).getAttribute('aria-label')) ?? '';
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('link', { name: /Open in Salesforce/ }).waitFor();
    await ada.focused('ih-reason');
    const { attributes } = await stage.task(taskSid);
    expect((attributes.customers as { name: string }).name).toMatch(/Torres$/);
    expect(name).toContain((attributes.customers as { name: string }).name);
    await ada.finish(taskSid);
  });

  test('ID-7 only in the master: shown without a click, with its source, and can be chosen', async () => {
    const taskSid = await take('master-only');
    await ada.section('Customer').getByText('Master', { exact: true }).first().waitFor();
    await ada.text('A-204417').waitFor();
    await ada.shot('personas-master');
    await ada.page.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await ada.page.getByRole('button', { name: 'Change', exact: true }).waitFor();
    expect((await stage.task(taskSid)).attributes).toMatchObject({
      customers: { name: expect.stringContaining('山本') as string },
    });
    await ada.finish(taskSid);
  });

  test('ID-8 unknown: says who was asked, and a reason can be recorded without a customer', async () => {
    const taskSid = await take('unknown');
    await ada.text('No customer has this number').waitFor();
    await ada.text('Salesforce and the master were both asked.').waitFor();
    await ada.shot('personas-unknown');
    await ada.finish(taskSid);
    const entry = (await stage.documents('interactions')).find(({ identityKey }) => identityKey === 'phone:+14155550187');
    expect(entry).toMatchObject({ reason: { id: 'orders_status' } });
  });

  test('ID-2 withheld: nothing is looked up, no history is shared', async () => {
    await stage.lab('requests');
    const taskSid = await take('withheld');
    await ada.text('The number is withheld').waitFor();
    await ada.text('Withheld calls share no history. You can record a reason without a customer.').waitFor();
    const { requests } = await stage.lab<{ requests: Record<string, number> }>('requests');
    expect(requests['POST /customers/lookup']).toBeUndefined();
    await ada.shot('personas-withheld');
    expect(await violations(ada.page, 'section')).toEqual([]);
    await ada.finish(taskSid);
    const entry = (await stage.documents('interactions')).find(({ taskSid: sid }) => sid === taskSid);
    expect(entry).toMatchObject({ customerId: null, identityKey: null });
  });

  test.each(['sms', 'whatsapp', 'web-chat', 'outbound', 'japan'])(
    'ID-1 %s: found by the customer’s own address',
    async (persona) => {
      const taskSid = await take(persona);
      await ada.text('1 match, pre-selected').waitFor();
      await ada.shot(`personas-${persona}`);
      await ada.finish(taskSid);
      expect((await stage.task(taskSid)).attributes).toMatchObject({
        conversations: { outcome: 'orders_status' },
        customers: { name: expect.any(String) as string },
      });
    },
  );

  test('ID-14 seen before: her history is there, ten first and more on demand', async () => {
    const taskSid = await take('stored');
    const history = ada.section('History');
    await history.getByText('No light on the modem after the storm.', { exact: false }).waitFor();
    await history.getByText('10 of 14 shown').waitFor();
    await ada.shot('personas-stored');
    await history.getByRole('button', { name: 'Show 4 more' }).press('Enter');
    await history.getByText('14 of 14 shown').or(history.getByText('Asked again about the router.').nth(2)).first().waitFor();
    await ada.finish(taskSid);
  });
});
