import { aligned, coloured, duration, rule, styled } from '../terminal';

/** A part of a deployment: one system that is changed. */
export interface Part {
  name: string;
  title: string;
  /** What would change, one line each. Reads only. */
  compare: () => Promise<string[]>;
  /** Changes it; safe to run again. @returns what was done, in one line */
  run: () => Promise<string>;
}

export interface Deployment {
  /** What is deployed and where to, for the first line. */
  heading: string;
  /** The command that is typed again, without --from. */
  command: string;
  rollback: string;
  parts: readonly Part[];
  print: (line: string) => void;
  confirm: () => Promise<boolean>;
}

/**
 * Compares every part first, asks once, then changes one after the other. The first failure ends it, with what was and what was
 * not done, and how to go on (OP-5).
 * @returns whether everything was done
 */
export async function runDeployment(deployment: Deployment): Promise<boolean> {
  const { parts, print } = deployment;
  const started = Date.now();
  print(`\n${styled('bold', deployment.heading)}\n`);
  for (const { title, compare } of parts) {
    const [first = 'nothing to change', ...more] = await compare();
    print(`    ${title.padEnd(16)} ${first}`);
    for (const line of more) print(`    ${''.padEnd(16)} ${line}`);
  }
  print('');
  if (!(await deployment.confirm())) {
    print('Nothing was changed.');
    return false;
  }
  for (const [index, part] of parts.entries()) {
    const since = Date.now();
    const line = (level: 'ok' | 'fail', text: string): string =>
      aligned(`${index + 1} ${part.title.padEnd(14)} ${coloured(level, level.padEnd(5))} ${text}`, duration(Date.now() - since));
    try {
      print(line('ok', await part.run()));
    } catch (error) {
      print(line('fail', error instanceof Error ? error.message : String(error)));
      print(`\n${rule()}`);
      for (const each of failure(deployment, index)) print(each);
      return false;
    }
  }
  print(`\n${rule()}\n${styled('bold', 'Done')} in ${duration(Date.now() - started)}`);
  print(`Take it back     ${deployment.rollback}`);
  return true;
}

function failure({ parts, command, rollback }: Deployment, failed: number): string[] {
  const titles = (some: readonly Part[]): string => some.map(({ title }) => title).join(', ') || 'nothing';
  return [
    styled('bold', 'Not finished'),
    `  Done             ${titles(parts.slice(0, failed))}`,
    `  Not done         ${titles(parts.slice(failed))}`,
    `  Go on            ${command} --from ${parts[failed]?.name ?? ''}`,
    `  Take it back     ${rollback}`,
  ];
}

/**
 * @param only names, comma-separated; undefined: all
 * @param from the first of those that are run
 * @throws Error for a name that isn't there
 */
export function chooseParts(parts: readonly Part[], only?: string, from?: string): Part[] {
  const named = (text: string): Part => {
    const found = parts.find(({ name }) => name === text);
    if (found === undefined) {
      const needed = { master: 'MASTER_OWNER_URL', salesforce: 'SF_TARGET_ORG' }[text];
      const hint = needed === undefined ? '' : `; ${text} needs ${needed} in the file`;
      throw new Error(`There is no part "${text}" here: one of ${parts.map(({ name }) => name).join(', ')}${hint}`);
    }
    return found;
  };
  const chosen = only === undefined ? parts : only.split(',').map((text) => named(text.trim()));
  const first = from === undefined ? 0 : parts.indexOf(named(from));
  // in the order in which one needs the other, whatever the order on the command line
  return parts.filter((part, index) => index >= first && chosen.includes(part));
}
