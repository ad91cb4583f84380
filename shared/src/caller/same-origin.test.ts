import { isSameOrigin, isWebAddress } from './same-origin';

const ORG = 'https://acme.my.salesforce.com/003000000000001';

test.each([
  ['https://acme.my.salesforce.com/500000000000001', true],
  ['HTTPS://ACME.my.salesforce.com', true],
  ['https://acme.my.salesforce.com?x=1', true],
  ['http://acme.my.salesforce.com/500', false],
  ['https://evil.example/https://acme.my.salesforce.com/', false],
  ['https://acme.my.salesforce.com.evil.example/', false],
  ['https://acme.my.salesforce.com@evil.example/', false],
  ['https://acme.my.salesforce.com\\@evil.example/', false],
  ['https://evil.example\\acme.my.salesforce.com/', false],
  ['https://acme.my.salesforce.com:8443/', false],
  ['//acme.my.salesforce.com/', false],
  ['javascript:alert(1)//https://acme.my.salesforce.com/', false],
])('TR-4 %s leads to the org: %s', (url, same) => {
  expect(isSameOrigin(url, ORG)).toBe(same);
});

test.each(['javascript:alert(1)', 'data:text/html,x', '/500', '', 'https:', ' https://acme.example', 'https://'])(
  'TR-4 %j is no link',
  (url) => {
    expect(isWebAddress(url)).toBe(false);
  },
);
