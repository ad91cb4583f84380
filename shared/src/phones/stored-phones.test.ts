import { holdsPhone, storedPhones } from './stored-phones';

const read = (field: string, home: string, own: string | null = null): string[] => storedPhones(field, { home, own });

describe('a field of one number', () => {
  test.each([
    ['0171/89123456', 'DE', '+4917189123456'],
    ['0171,89123456', 'DE', '+4917189123456'],
    ['0664/1234567', 'AT', '+436641234567'],
    ['06/12345678', 'IT', '+390612345678'],
    ['044/668 18 00', 'CH', '+41446681800'],
  ])('ID-16 %s in %s is one number, and its parts are none', (field, home, e164) => {
    expect(read(field, home)).toEqual([e164]);
    expect(holdsPhone('0171/89123456', '+4989123456', { home: 'DE' })).toBe(false);
  });

  test.each([
    ['٠٧٩١٢٣٤٥٦٧', 'JO', '+962791234567'],
    ['०९८१२३४५६७८', 'IN', '+919812345678'],
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', 'IR', '+989123456789'],
    ['1-800-FLOWERS', 'US', '+18003569377'],
    ['1 800 GO FEDEX', 'US', '+18004633339'],
    ['(415) 555-CARE', 'US', '+14155552273'],
    ['415\u200b555\u200b0100', 'US', '+14155550100'],
    ['call 415 555 0100 after six', 'US', '+14155550100'],
    ['+39 (0)6 12345678', 'US', '+390612345678'],
    ['tel. 03-1234-5678 内線 12', 'JP', '+81312345678'],
  ])('ID-4 %s in %s is %s', (field, home, e164) => {
    expect(read(field, home)).toEqual([e164]);
  });

  test.each(['555-0100', '12 Herr Schmidt', '030 Herr', 'x12', 'see notes', '415 555 0100 12'])(
    'ID-4 "%s" is no number',
    (field) => {
      expect(read(field, 'US')).toEqual([]);
    },
  );

  test('ID-4 letters after a whole number are no digits of it', () => {
    expect(read('030 123456 Herr Schmidt', 'DE')).toEqual(['+4930123456']);
  });
});

describe('a field of several', () => {
  const two = ['+14155550100', '+14155550101'];
  test.each([
    ' ',
    '  ',
    '\t',
    '\n',
    '/',
    ' / ',
    '\\',
    ' \\ ',
    ' - ',
    '-',
    ' – ',
    ',',
    ', ',
    ';',
    '|',
    ' & ',
    '、',
    ' or ',
    ' (',
    ' x12 / ',
  ])('ID-4 parted by %j: both are found and nothing else', (by) => {
    expect(read(`415 555 0100${by}415 555 0101`, 'US')).toEqual(two);
    expect(read(`(415) 555-0100${by}+1 415 555 0101`, 'US')).toEqual(two);
  });

  test.each([
    ['home 415 555 0100, work 415 555 0101', 'US', two],
    ['+1 415 555 0100+1 415 555 0101', 'US', two],
    ['06 12 34 56 78 06 12 34 56 79', 'FR', ['+33612345678', '+33612345679']],
    ['030 123456 0171 1234567', 'DE', ['+4930123456', '+491711234567']],
    ['08912345/08912346', 'DE', ['+498912345', '+498912346']],
    ['415 555 0100 / 5550101', 'US', ['+14155550100']],
    ['7 1123456 7 1123477', 'SO', ['+25271123456', '+25271123477']],
  ])('ID-4 %s in %s', (field, home, numbers) => {
    expect(read(field, home)).toEqual(numbers);
  });
});

describe('whose national notation', () => {
  test('ID-4 the record’s own country decides, where the number is written whole', () => {
    expect(read('050 123 4567', 'US', 'AE')).toEqual(['+971501234567']);
    expect(read('050 123 4567', 'US', 'UA')).toEqual(['+380501234567']);
    expect(holdsPhone('050 123 4567', '+971501234567', { home: 'JP', own: 'UA' })).toBe(false);
    expect(read('55 1234 5678', 'US', 'MX')).toEqual(['+525512345678']);
    // An American number that a customer in Germany left: no German writes one without its 0
    expect(read('(415) 555-0100', 'US', 'DE')).toEqual(['+14155550100']);
  });

  test('ID-4 without a country it is read at home and where the caller is', () => {
    expect(holdsPhone('03-1234-5678', '+81312345678', { home: 'US' })).toBe(true);
    expect(holdsPhone('(08) 123 456 78', '+46812345678', { home: 'JP' })).toBe(true);
    expect(holdsPhone('011 34 612 34 56 78', '+34612345678', { home: 'JP' })).toBe(true);
    expect(holdsPhone('212 555 0100', '+492125550100', { home: 'US' })).toBe(false);
  });
});

describe('equal forms', () => {
  test.each([
    ['+5215512345678', '55 1234 5678', 'MX'],
    ['+525512345678', '+521 55 1234 5678', 'US'],
    ['+525512345678', '044 55 1234 5678', 'MX'],
    ['+554188887777', '(41) 98888-7777', 'BR'],
    ['+5541988887777', '(41) 8888-7777', 'BR'],
    ['+5541988887777', '0 15 41 8888 7777', 'BR'],
    ['+5491123456789', '+54 11 2345-6789', 'US'],
    ['+541123456789', '011 15 2345-6789', 'AR'],
    ['+22997123456', '01 97 12 34 56', 'BJ'],
  ])('ID-15 %s is found where a record holds %s in %s', (e164, field, home) => {
    expect(holdsPhone(field, e164, { home })).toBe(true);
  });

  test('ID-15 a Brazilian landline has no ninth digit', () => {
    expect(read('(41) 3333-7777', 'BR')).toEqual(['+554133337777']);
    expect(holdsPhone('(41) 93333-7777', '+554133337777', { home: 'BR' })).toBe(false);
  });
});
