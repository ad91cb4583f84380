import type { AuditEntry } from '@interaction-history/shared/src/contract/audit';

/** One person's part of what is shown. */
export interface Person {
  worker: AuditEntry['worker'];
  roles: readonly string[];
  looked: number;
  changed: number;
  /** Of both, without a task of theirs. */
  withoutTask: number;
  lastAt: string;
}

/** What shows somebody and changes nothing. */
const LOOKS: ReadonlySet<string> = new Set([
  'customer.lookup',
  'customer.search',
  'customer.read',
  'interaction.list',
  'services.read',
  'draft.read',
]);

/** Who did how much, most first. Refusals and reading the trail are neither. @param entries newest first */
export function byPerson(entries: readonly AuditEntry[]): Person[] {
  const people = new Map<string, Person>();
  for (const { worker, roles, action, taskSid, at } of entries) {
    if (action === 'refused' || action === 'audit.read') continue;
    const person = people.get(worker.sid) ?? { worker, roles, looked: 0, changed: 0, withoutTask: 0, lastAt: at };
    if (LOOKS.has(action)) person.looked += 1;
    else person.changed += 1;
    if (taskSid === null) person.withoutTask += 1;
    people.set(worker.sid, person);
  }
  return [...people.values()].sort((a, b) => b.looked + b.changed - (a.looked + a.changed));
}
