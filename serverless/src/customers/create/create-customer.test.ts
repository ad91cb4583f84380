import { sidOf, testContext } from '../../testing/context';
import { createCustomer } from './create-customer';
import type { MatchesElsewhere } from './find-elsewhere';

test('ID-10 a request sent twice, whose first has put the customer into Salesforce meanwhile, is told that it was made', async () => {
  const { ctx } = testContext();
  const store = await ctx.clients.firestore();
  const taskSid = sidOf('WT', 1);
  const wanted = { firstName: null, lastName: 'Twice', company: null, phone: '+14155559001', email: null, accountNumber: null };
  const first = { made: '' };
  // Salesforce is asked before anything is made, and answers when the other request is done
  const held = async (): Promise<MatchesElsewhere> => {
    if (first.made === '') {
      const other = await createCustomer(store, wanted, taskSid, ctx, async () => null);
      first.made = other.outcome === 'created' ? other.customer.customerId : '';
    }
    return { field: 'phone', matches: [] };
  };
  const answer = await createCustomer(store, wanted, taskSid, ctx, held);
  expect(answer).toMatchObject({ outcome: 'created', customer: { customerId: first.made, name: 'Twice' } });
  // On another task the record is somebody's
  const elsewhere = await createCustomer(store, { ...wanted, phone: '+14155559002' }, sidOf('WT', 2), ctx, held);
  expect(elsewhere).toMatchObject({ outcome: 'held' });
});
