import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VERSION } from '@interaction-history/shared/src/version';

test.each(['.', 'shared', 'serverless', 'plugin-interaction-history', 'sandbox'])('OP-5 %s carries the one version', (folder) => {
  const manifest = readFileSync(path.resolve(__dirname, '../..', folder, 'package.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ version: VERSION });
});
