import { VERSION } from '@interaction-history/shared/src/version';
import { pageUrl } from './late-page';

test('AD-1 a page is asked for by version, beside the bundle, and past the cache when it is tried again', () => {
  const bundle = 'https://functions.example/administration.js?v=0.0.9&1';
  expect(pageUrl('audit', bundle, 0)).toBe(`https://functions.example/administration-audit.js?v=${VERSION}`);
  expect(pageUrl('audit', bundle, 2)).toBe(`https://functions.example/administration-audit.js?v=${VERSION}&2`);
});
