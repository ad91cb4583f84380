import { startBrowserSession, type BrowserSession } from './support';

jest.setTimeout(120_000);

/** What an agent sees of the bounds of reading and of an entry that nobody has confirmed yet. */
describe('reading: its limit, an entry that waits', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterEach(() => session.clear());
  afterAll(() => session.stop());

  test('TR-2 TR-3 past the limit the tab says when to go on; an entry that waits is marked', async () => {
    const hex = 'a'.repeat(32);
    await session.call('kim', 'interactions/record', {
      ...{ taskSid: `WT${hex}`, reservationSid: `WR${hex}`, customerId: '', reasonId: 'billing_refund_status' },
      comment: 'Refund agreed.',
      asSeen: JSON.stringify({
        ...{ channel: 'voice', direction: 'inbound', address: '+14155550119', queueSid: null, queueName: 'Orders EN' },
        ...{ occurredAt: new Date().toISOString(), durationSeconds: 60 },
      }),
    });
    const ada = await session.desktop('ada');
    const { taskSid } = await ada.ring('stored', 'ada');
    await ada.accept(taskSid);
    await ada.text('Not confirmed by a supervisor yet').waitFor();
    await ada.shot('history-unconfirmed');
    // as somebody does who tries number after number
    for (let n = 0, refused = false; n < 150 && !refused; n++)
      refused = await session.call('ada', 'interactions/list', { customerId: 'seed-priya', taskSid }).then(
        () => false,
        (error: unknown) => String(error).includes('429'),
      );
    await ada.section('History').getByLabel('Filter by words').fill('refund');
    await ada.text(/You’ve looked up a lot within a minute\. You can go on in \d+ seconds/).waitFor();
    await ada.shot('reading-limit');
    await ada.close();
  });
});
