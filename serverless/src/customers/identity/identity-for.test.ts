import { callerOf } from '@interaction-history/shared/src/caller/identity';
import { testContext } from '../../testing/context';
import { lookup } from '../lookup/lookup';
import { keepAddress } from './keep-address';
import { identityFor } from './identity-for';

const { ctx: bare } = testContext();
const ctx = { ...bare, config: { ...bare.config, centreNumbers: ['+14155550001', '+5215512345678'] } };

test('ID-1 the centre’s own number is looked up for nobody and kept for nobody, in whatever form it comes', async () => {
  for (const value of ['+14155550001', '(415) 555-0001', '+525512345678']) {
    const identity = identityFor({ kind: 'phone', value }, ctx.config);
    expect(identity.kind).toBe('withheld');
    expect(await lookup({ address: value, channel: 'voice' }, ctx)).toMatchObject({
      identity: { kind: 'withheld' },
      stored: { status: 'skipped' },
      salesforce: { status: 'skipped' },
      master: { status: 'skipped' },
    });
    expect(await keepAddress(await ctx.clients.firestore(), identity, 'c1', 'WT1', ctx)).toBe(false);
  }
  expect(identityFor({ kind: 'phone', value: '+14155550002' }, ctx.config)).toMatchObject({ kind: 'phone' });
});

test('ID-1 two customers’ callbacks are two customers’, though both came from the centre’s number', () => {
  const keys = ['+14155550127', '+14155550119'].map((to) => {
    const { address } = callerOf('callback', { taskType: 'callback', direction: 'inbound', from: '+14155550001', to });
    return identityFor(address, ctx.config).value;
  });
  expect(keys).toEqual(['+14155550127', '+14155550119']);
});
