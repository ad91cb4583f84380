import type { Manager } from '@twilio/flex-ui';
import { sessionOf } from './session';

const urlOf = (functionsUrl: unknown): string | null => {
  const configuration = { ui_attributes: { interactionHistory: { functionsUrl } } };
  return sessionOf({ user: { roles: [], token: 't' }, serviceConfiguration: configuration } as unknown as Manager).functionsUrl();
};

test.each(['https://functions.example', 'http://localhost:3000', 'http://127.0.0.1:3000/'])(
  'TR-5 %s may have the token',
  (url) => {
    expect(urlOf(url)).toBe(url);
  },
);

test.each([
  'http://functions.example',
  'http://localhost.evil.example',
  'http://127.0.0.1@evil.example',
  'ftp://x',
  '//x',
  7,
  undefined,
])('TR-5 %s may not: it is unencrypted, or no address', (url) => {
  expect(urlOf(url)).toBeNull();
});
