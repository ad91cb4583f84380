import { stringsFor } from '../strings/strings';
import { explain } from './api-error';

describe('explain', () => {
  const error = { code: 'upstream_unavailable', correlationId: 'c0ffee00-1111' } as const;

  test('the support code ends as a sentence of the language does', () => {
    expect(explain(error, stringsFor('en-GB'))).toBe('A source is not available. Support code c0ffee00.');
    expect(explain(error, stringsFor('ja'))).toBe('参照先が利用できません。サポートコード: c0ffee00。');
  });

  test.each(['en', 'ja'])('%s: every cause is a whole sentence, for others follow it', (locale) => {
    for (const code of ['not_configured', 'offline', 'outcome', 'internal'] as const)
      expect(explain({ code, correlationId: undefined }, stringsFor(locale))).toMatch(/[.。]$/);
  });
});
