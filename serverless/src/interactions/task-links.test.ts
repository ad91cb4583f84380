import { OWN_ATTRIBUTES, ownAttributes } from '@interaction-history/shared/src/caller/own-attributes';
import { testContext } from '../testing/context';
import { SalesforceClient } from '../vendors/salesforce/client';
import { linksOf } from './task-links';

const ORG = 'https://acme.my.salesforce.com';
const own = (caseUrl: string | null) => ownAttributes({ [OWN_ATTRIBUTES]: { caseNumber: '00001027', caseUrl } });
const withOrg = (instanceUrl: () => Promise<string>) => {
  const config = { loginUrl: ORG, audience: ORG, clientId: 'client', username: 'user', privateKeyPem: '' };
  const client = new SalesforceClient(config);
  jest.spyOn(client, 'instanceUrl').mockImplementation(instanceUrl);
  return testContext({ clients: { salesforce: () => Promise.resolve(client) } });
};

test('TR-4 a task’s link to the org is kept; one that leads elsewhere is none, whoever wrote it into the attributes', async () => {
  const { ctx } = withOrg(() => Promise.resolve(ORG));
  const link = await linksOf(own(`${ORG}/500000000000001`), ctx);
  expect(link(`${ORG}/500000000000001`)).toBe(`${ORG}/500000000000001`);
  expect(link('https://evil.example/500000000000001')).toBeNull();
  expect(link(null)).toBeNull();
});

test('TR-4 where the org can’t be asked, or there is none, there is no link; where there is none to check, nobody is asked', async () => {
  const down = withOrg(() => Promise.reject(new Error('down')));
  expect((await linksOf(own(`${ORG}/500`), down.ctx))(`${ORG}/500`)).toBeNull();
  expect(down.notes).toEqual(['links not checked']);
  expect((await linksOf(own(`${ORG}/500`), testContext().ctx))(`${ORG}/500`)).toBeNull();
  const asked = jest.fn(() => Promise.resolve(ORG));
  await linksOf(own(null), withOrg(asked).ctx);
  expect(asked).not.toHaveBeenCalled();
});
