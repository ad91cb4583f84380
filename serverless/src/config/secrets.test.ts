import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SECRETS_ASSET, withSecrets } from './secrets';

describe('the private asset of secrets', () => {
  let folder: string;
  const scope = globalThis as { Runtime?: unknown };
  const deployed = async (name: string, text: string): Promise<void> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    scope.Runtime = { getAssets: () => ({ [SECRETS_ASSET]: { path: file } }) };
  };
  beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'secrets-'))));
  afterEach(async () => {
    delete scope.Runtime;
    await rm(folder, { recursive: true });
  });

  test('TR-5 its values stand over the variables, which remain for what it does not hold', async () => {
    await deployed('a.json', '{"SF_PRIVATE_KEY_BASE64":"from the asset"}');
    expect(withSecrets({ SF_PRIVATE_KEY_BASE64: 'from a variable', SF_USERNAME: 'user@example.com' })).toEqual({
      SF_PRIVATE_KEY_BASE64: 'from the asset',
      SF_USERNAME: 'user@example.com',
    });
  });

  test('TR-5 without an asset, or without Twilio’s runtime, the variables alone hold: local work', () => {
    expect(withSecrets({ A: '1' })).toEqual({ A: '1' });
    scope.Runtime = { getAssets: () => ({}) };
    expect(withSecrets({ A: '1' })).toEqual({ A: '1' });
  });

  test.each([
    ['cut', '{"MASTER_DATABASE_URL":"postgres://u:hunter2@'],
    ['a list', '["hunter2"]'],
    ['not texts', '{"A":1}'],
  ])('TR-5 an asset that is %s stops the start with a line that tells none of it', async (name, text) => {
    await deployed(`${name}.json`, text);
    expect(() => withSecrets({})).toThrow('The private asset secrets.json is not an object of texts: deploy again');
    expect(() => withSecrets({})).not.toThrow(/hunter2/);
  });
});
