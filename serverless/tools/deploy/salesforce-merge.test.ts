import { merged } from './salesforce-merge';

const set = (...names: string[]): string =>
  `<StandardValueSet xmlns="x">\n    <sorted>false</sorted>\n${names
    .map(
      (name) =>
        `    <standardValue>\n        <fullName>${name}</fullName>\n        <default>false</default>\n    </standardValue>`,
    )
    .join('\n')}\n</StandardValueSet>\n`;
const picklist = (...names: string[]): string =>
  `<CustomField xmlns="x">\n    <type>Picklist</type>\n    <valueSet>\n        <valueSetDefinition>\n${names
    .map((name) => `            <value>\n                <fullName>${name}</fullName>\n            </value>`)
    .join('\n')}\n        </valueSetDefinition>\n    </valueSet>\n</CustomField>\n`;

test('OP-5 a value set keeps the org’s values in their order and gets ours behind them, side by side', () => {
  const { text, added } = merged(set('Prospecting', 'active'), set('Introduction', 'Active', '△Cancelling'));
  expect(added).toEqual(['Introduction', '△Cancelling']);
  expect(text).toBe(set('Prospecting', 'active', 'Introduction', '△Cancelling'));
});

test('OP-5 so does a picklist; one that lacks nothing is not deployed', () => {
  expect(merged(picklist('Pending'), picklist('Pending', 'Checked'))).toEqual({
    text: picklist('Pending', 'Checked'),
    added: ['Checked'],
  });
  expect(merged(picklist('Checked', 'Pending', 'Own'), picklist('Pending', 'Checked'))).toEqual({ text: null, added: [] });
});

test('OP-5 a field of the org’s own kind, or with the values of a global set, stays as it is', () => {
  const text = '<CustomField xmlns="x">\n    <type>Text</type>\n</CustomField>\n';
  const global =
    '<CustomField xmlns="x">\n    <valueSet>\n        <valueSetName>All</valueSetName>\n    </valueSet>\n</CustomField>\n';
  for (const own of [text, global]) expect(merged(own, picklist('Pending'))).toEqual({ text: null, added: [] });
  expect(merged(text, text)).toEqual({ text: null, added: [] });
});
