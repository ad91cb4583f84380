import fc from 'fast-check';
import { mergeAttributes, withoutAttributes } from '@interaction-history/shared/src/insights/insights';
import type { TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';
import { attributesText } from './attributes-text';

const parse = (text: string): TaskAttributes => JSON.parse(text) as TaskAttributes;
const merged = (text: string, patch: TaskAttributes): string =>
  attributesText(text, parse(text), mergeAttributes(parse(text), patch));

test('OR-1 others’ numbers come back to the letter, beyond 2^53, 1e400 and 1.0 included', () => {
  const text =
    '{"loyalty_id":12345678901234567890,"ticket":9007199254740993,"ratio":1e400,"rate":1.0,"zero":-0,"customers":{"tier":10000000000000000001,"name":"x"}}';
  const current = parse(text);
  const changed = attributesText(
    text,
    current,
    mergeAttributes(current, { customers: { name: 'Ana' }, conversations: { outcome: 'y' } }),
  );
  expect(changed).toBe(
    '{"loyalty_id":12345678901234567890,"ticket":9007199254740993,"ratio":1e400,"rate":1.0,"zero":-0,"customers":{"tier":10000000000000000001,"name":"Ana"},"conversations":{"outcome":"y"}}',
  );
});

test('OR-1 what is taken out goes, and its neighbours stay as they were written', () => {
  const text = '{ "customers" : { "name":"Ana", "points": 12345678901234567890 }, "list":[1e400, {"a":2.50}] }';
  const current = parse(text);
  expect(attributesText(text, current, withoutAttributes(current, ['customers.name']))).toBe(
    '{"customers":{"points":12345678901234567890},"list":[1e400, {"a":2.50}]}',
  );
});

test('OR-1 any JSON stays the same value, whatever its spaces, keys and escapes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 0, max: 4 }),
      (one, patch, indent) => {
        const text = JSON.stringify(one, null, indent);
        const current = parse(text);
        const changed = mergeAttributes(current, patch);
        expect(parse(attributesText(text, current, changed))).toEqual(parse(JSON.stringify(changed)));
        expect(attributesText(text, current, current)).toBe(text);
      },
    ),
  );
  expect(merged('{"a\\u0022b":1.0,"__proto__":9007199254740993}', { c: 1 })).toBe(
    '{"a\\"b":1.0,"__proto__":9007199254740993,"c":1}',
  );
});
