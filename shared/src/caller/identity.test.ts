import fc from 'fast-check';
import { callerOf, classify } from './identity';

const WITHHELD = [
  'anonymous',
  'Restricted',
  'unavailable',
  '',
  '  ',
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
  'sip:anonymous@anonymous.invalid',
  'client:anonymous',
];

describe('caller identity', () => {
  test.each(WITHHELD)('ID-2 "%s" is withheld', (address) => {
    expect(classify(address)).toEqual({ kind: 'withheld' });
  });

  test('ID-1 an inbound call is from `from`', () => {
    expect(callerOf('voice', { direction: 'inbound', from: '+14155550127', to: '+14155550001' })).toEqual({
      channel: 'voice',
      direction: 'inbound',
      address: { kind: 'phone', value: '+14155550127' },
    });
  });

  test('ID-1 an outbound call is to `outbound_to`, never the centre’s own number', () => {
    const caller = callerOf('voice', { direction: 'outbound', from: '+14155550001', outbound_to: '+14155550174' });
    expect(caller).toEqual({ channel: 'voice', direction: 'outbound', address: { kind: 'phone', value: '+14155550174' } });
    expect(callerOf('voice', { direction: 'outbound', from: '+14155550001' }).address).toEqual({ kind: 'withheld' });
  });

  test.each([
    ['whatsapp:+14155550171', 'whatsapp', { kind: 'phone', value: '+14155550171' }],
    ['messenger:4711', 'messenger', { kind: 'handle', value: 'messenger:4711' }],
    ['+14155550157', 'sms', { kind: 'phone', value: '+14155550157' }],
  ])('ID-1 messaging: %s on %s', (customerAddress, channelType, address) => {
    expect(callerOf('chat', { channelType, customerAddress })).toEqual({ channel: channelType, direction: 'inbound', address });
  });

  test('ID-1 a web chat is known by the e-mail address given before it, else by its identity', () => {
    expect(
      callerOf('chat', { channelType: 'web', pre_engagement_data: { email: 'laura@x.example' }, customerAddress: 'v-7' }).address,
    ).toEqual({ kind: 'email', value: 'laura@x.example' });
    expect(callerOf('chat', { channelType: 'web', customerAddress: 'v-7' }).address).toEqual({ kind: 'handle', value: 'v-7' });
  });

  test.each([
    ['sip:alice@pbx.example', { kind: 'sip', value: 'alice@pbx.example' }],
    ['client:kiosk', { kind: 'client', value: 'kiosk' }],
    ['(415) 555-0100 x12', { kind: 'phone', value: '(415) 555-0100 x12' }],
    ['４１５５５５０１００', { kind: 'phone', value: '4155550100' }],
  ])('ID-1 %s', (address, expected) => {
    expect(classify(address)).toEqual(expected);
  });

  test.each([
    'sip:+14155550190@trunk.example.com',
    'sip:+14155550190@trunk.example.com:5060',
    'sip:+14155550190@trunk.example.com;user=phone',
    'sips:+1-415-555-0190@trunk.example.com:5061;transport=tls;user=phone',
    'SIP:%2B14155550190@10.0.0.1;transport=udp',
    'sip:+14155550190;npdi=yes@trunk.example.com?subject=x',
  ])('ID-15 %s is that phone', (address) => {
    expect(classify(address)).toEqual({ kind: 'phone', value: '+14155550190' });
  });

  test('ID-15 ports and parameters of a SIP address do not count; an extension is no phone', () => {
    for (const address of ['sip:alice@pbx.example', 'sip:alice@pbx.example:5060', 'sip:alice@pbx.example;transport=udp'])
      expect(classify(address)).toEqual({ kind: 'sip', value: 'alice@pbx.example' });
    expect(classify('sip:1001@pbx.example;transport=udp')).toEqual({ kind: 'sip', value: '1001@pbx.example' });
    expect(classify('sip:4155550190@pbx.example;user=phone')).toEqual({ kind: 'phone', value: '4155550190' });
  });

  test.each(['whatsapp:BR.1502576394655843', 'whatsapp:US.13491208655302741918', 'rcs:agent_4155550100'])(
    'ID-15 %s is an id of its channel, however many digits it holds',
    (address) => {
      expect(classify(address, 'whatsapp')).toEqual({ kind: 'handle', value: address });
    },
  );

  test.each(['telegram', 'custom', 'web'])('ID-15 the digits of a %s id are no phone, with a + they are', (channelType) => {
    const on = (customerAddress: string) => callerOf('chat', { channelType, customerAddress }).address;
    expect(on('5125550143')).toEqual({ kind: 'handle', value: '5125550143' });
    expect(on('+15125550143')).toEqual({ kind: 'phone', value: '+15125550143' });
  });

  test.each([
    [{ taskType: 'callback', from: '+14155550001', to: '+14155550127' }, '+14155550127'],
    [{ taskType: 'voicemail', from: '+14155550001', to: '+14155550127' }, '+14155550127'],
    [{ taskType: 'callback', to: '+14155550001', callBackData: { numberToCall: '+14155550127' } }, '+14155550127'],
    [
      { from: '+14155550001', callBackData: { numberToCall: '(415) 555-0127', numberToCallFrom: '+14155550001' } },
      '(415) 555-0127',
    ],
  ])('ID-1 the callback or voicemail %j belongs to the customer it names', (attributes, value) => {
    for (const channel of ['callback', 'voice', 'chat'])
      expect(callerOf(channel, { direction: 'inbound', ...attributes }).address).toEqual({ kind: 'phone', value });
  });

  test('ID-1 a callback that names nobody has no caller: `from` is the centre', () => {
    expect(callerOf('callback', { taskType: 'callback', direction: 'inbound', from: '+14155550001' }).address).toEqual({
      kind: 'withheld',
    });
  });

  test('ID-1 attributes of any shape give a caller and never throw', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(
          fc.constantFrom(
            'from',
            'customerAddress',
            'direction',
            'channelType',
            'outbound_to',
            'pre_engagement_data',
            'customers',
          ),
          fc.jsonValue(),
        ),
        (channel, attributes) => {
          const { address } = callerOf(channel, attributes);
          expect(address.kind === 'withheld' || address.value.trim() !== '').toBe(true);
        },
      ),
    );
  });
});
