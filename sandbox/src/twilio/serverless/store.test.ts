import { ACCOUNT } from '../../environment';
import { ServerlessStore, type Service } from './store';

describe('Twilio’s refusals', () => {
  let store: ServerlessStore;
  let service: Service;
  beforeEach(() => {
    store = new ServerlessStore(ACCOUNT.accountSid);
    service = store.createService('x');
  });

  test.each([
    [
      'a handler that only npm has',
      { dependencies: [{ name: '@twilio/runtime-handler', version: '2.1.0' }] },
      /No matching version/,
    ],
    ['a runtime that is gone', { runtime: 'node18' }, /not supported/],
  ])('OP-5 %s is refused, as Twilio refuses it', (_, change, message) => {
    expect(() => store.build(service, { versions: [], dependencies: [], runtime: 'node22', ...change })).toThrow(message);
  });

  test('OP-5 a value of 451 bytes, 51 Functions and a context over 3 KB are refused', () => {
    const environment = store.createEnvironment(service, 'stage', 'stage');
    expect(() => store.setVariable(environment, 'A', 'x'.repeat(451))).toThrow(/450 bytes/);
    for (let index = 0; index < 10; index++) store.setVariable(environment, `A${index}`, 'x'.repeat(400));
    expect(() => store.context(environment, ACCOUNT, 'x.twil.io')).toThrow('82006');
    const versions = Array.from({ length: 51 }, () =>
      store.addVersion(service, 'functions', { path: '/a', visibility: 'public', content: '' }),
    ).map(({ sid }) => sid);
    expect(() => store.build(service, { versions, dependencies: [], runtime: 'node22' })).toThrow(/at most 50/);
  });
});
