import { chooseParts, runDeployment, type Part } from './deployment';

const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  title: name.toUpperCase(),
  compare: async () => [`${name} changes`],
  run: async () => `${name} done`,
  ...more,
});
const parts = ['functions', 'plugin', 'flex'].map((name) => part(name));
const named = (chosen: readonly Part[]): string[] => chosen.map(({ name }) => name);

describe('the parts of a deployment', () => {
  test('OP-3 all by default, those that are named, or from one on; always in the order in which one needs the other', () => {
    expect(named(chooseParts(parts))).toEqual(['functions', 'plugin', 'flex']);
    expect(named(chooseParts(parts, 'flex, functions'))).toEqual(['functions', 'flex']);
    expect(named(chooseParts(parts, undefined, 'plugin'))).toEqual(['plugin', 'flex']);
  });

  test('OP-3 a part that isn’t there is refused with those that are, and what one of a source needs', () => {
    expect(() => chooseParts(parts, 'plugins')).toThrow(/^There is no part "plugins" here: one of functions, plugin, flex$/);
    expect(() => chooseParts(parts, 'salesforce')).toThrow('salesforce needs SF_TARGET_ORG in the file');
    expect(() => chooseParts(parts, 'master')).toThrow('master needs MASTER_OWNER_URL in the file');
  });
});

describe('running a deployment', () => {
  const run = async (chosen: readonly Part[], isConfirmed = true) => {
    const printed: string[] = [];
    const isDone = await runDeployment({
      heading: 'to stage',
      command: 'npm run deploy -- --env-file F',
      rollback: 'npm run rollback -- --env-file F',
      parts: chosen,
      print: (line) => printed.push(line),
      confirm: async () => isConfirmed,
    });
    return { isDone, text: printed.join('\n') };
  };

  test('OP-5 nothing runs before every part was compared, and nothing without a yes', async () => {
    const order: string[] = [];
    const noting = (name: string): Part =>
      part(name, {
        compare: async () => {
          order.push(`compare ${name}`);
          return [];
        },
        run: async () => {
          order.push(`run ${name}`);
          return '';
        },
      });
    expect(await run([noting('a'), noting('b')], false)).toMatchObject({ isDone: false });
    expect(order).toEqual(['compare a', 'compare b']);
    await run([noting('a'), noting('b')]);
    expect(order.slice(2)).toEqual(['compare a', 'compare b', 'run a', 'run b']);
  });

  test('OP-5 the first failure ends it, with what was and was not done and how to go on', async () => {
    const failing = part('plugin', { run: () => Promise.reject(new Error('Twilio said no')) });
    const { isDone, text } = await run([part('functions'), failing, part('flex')]);
    expect(isDone).toBe(false);
    expect(text).toContain('Twilio said no');
    expect(text).not.toContain('flex done');
    expect(text).toMatch(/Done +FUNCTIONS\n +Not done +PLUGIN, FLEX\n +Go on +npm run deploy -- --env-file F --from plugin/);
  });
});
