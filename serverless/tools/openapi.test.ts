import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openApi } from './openapi';

test('serverless/openapi.json is what the contract says: run `npm run openapi` after a change', () => {
  const written: unknown = JSON.parse(readFileSync(path.resolve(__dirname, '../openapi.json'), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(openApi())));
});
