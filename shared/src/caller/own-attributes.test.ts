import fc from 'fast-check';
import { callerOf, classify, rawAddressOf } from './identity';
import { OWN_ATTRIBUTES, ownAttributes } from './own-attributes';

test('whatever a task carries, what is not of the right form is not there', () => {
  const anything = fc.dictionary(fc.constantFrom(OWN_ATTRIBUTES, 'conversations', 'customers'), fc.anything());
  fc.assert(
    fc.property(anything, (attributes) => {
      const { customerId, calling, address, caseNumber, caseUrl, wrapUpBegan } = ownAttributes(attributes);
      expect(customerId ?? 'x').toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(calling ?? 'x').toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(address).not.toBe('');
      expect((caseNumber ?? '').length).toBeLessThanOrEqual(30);
      expect(caseUrl ?? 'https://').toMatch(/^https?:/);
      expect(Object.values(wrapUpBegan).every((at) => typeof at === 'string')).toBe(true);
    }),
  );
});

test('ID-12 a case is known by our own note, else by the name that Insights documents', () => {
  expect(ownAttributes({ conversations: { case: '00001' } })).toMatchObject({ caseNumber: '00001', caseUrl: null });
  const attributes = { conversations: { case: 'renamed' }, interactionHistory: { caseNumber: '00002', caseUrl: 'https://x/2' } };
  expect(ownAttributes(attributes)).toMatchObject({ caseNumber: '00002', caseUrl: 'https://x/2' });
  expect(ownAttributes({ interactionHistory: { caseUrl: 'javascript:alert(1)' } }).caseUrl).toBeNull();
});

test('ID-11 a web chat keeps its visitor, whoever’s e-mail address is written on the task', () => {
  const chat = { channelType: 'web', identity: 'visitor-7' };
  expect(rawAddressOf('chat', chat)).toBe('visitor-7');
  const linked = { ...chat, customers: { email: 'david@firm.example' }, interactionHistory: { address: 'visitor-7' } };
  expect(callerOf('chat', linked).address).toEqual({ kind: 'handle', value: 'visitor-7' });
});

test('ID-2 anonymous by SIP is withheld, a mailbox of that name is not', () => {
  expect(classify('sip:anonymous@anonymous.invalid').kind).toBe('withheld');
  expect(classify('restricted@firm.example', 'email')).toEqual({ kind: 'email', value: 'restricted@firm.example' });
});
