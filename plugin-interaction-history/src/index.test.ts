import { readFileSync } from 'node:fs';
import path from 'node:path';

test('OP-3 Twilio’s plugin CLI finds the one call that loads the plugin: it searches the file’s text', () => {
  const text = readFileSync(path.join(__dirname, 'index.ts'), 'utf8');
  expect(text.match(/\.loadPlugin\(/g)).toHaveLength(1);
});
