import { storedPhones } from '@interaction-history/shared/src/phones/stored-phones';
import type { Finding } from '../../runtime/diagnosis';
import { asOrgAllows } from './as-org-allows';
import type { SalesforceDirectory } from './directory';
import { findByPhone } from './find-by-phone';
import { text, type Row } from './match';

const SAMPLE = 20;
/** Of these the sample is taken, evenly: the first ones may all be of one import. */
const READ = 200;
const AT_ONCE = 4;
/** Below this share something is wrong; below all of them something is worth a look. */
const ENOUGH = 0.8;
/** An agent has a caller on the line. */
const SLOW_MS = 2_000;

/**
 * Whether our look-up finds the org's own people: contacts are looked up by the numbers that they have. Two API calls each. Only
 * counts and times are told.
 */
export async function recallFindings(directory: SalesforceDirectory): Promise<Finding[]> {
  const id = 'salesforce.recall';
  const people = await sample(directory);
  if (people.length === 0) return [{ id, level: 'ok', text: 'No contact with a phone number to try the look-up with' }];
  const readable = people.flatMap(({ contactId, phones }) => phones.slice(0, 1).map((phone) => ({ contactId, phone })));
  const results: { isFound: boolean; ms: number }[] = [];
  const queue = [...readable];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { contactId, phone } = next;
      const began = performance.now();
      const { matches, total } = await findByPhone(directory, phone);
      const isFound = total > matches.length || matches.some(({ salesforce }) => salesforce?.contactId === contactId);
      results.push({ isFound, ms: performance.now() - began });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const unread = people.length - readable.length;
  return [
    ...found(results.filter(({ isFound }) => isFound).length, readable.length, unread, directory.region),
    ...(results.length === 0 ? [] : [times(results.map(({ ms }) => ms).sort((a, b) => a - b))]),
  ];
}

function found(count: number, of: number, unread: number, region: string): Finding[] {
  const id = 'salesforce.recall';
  const aside = unread === 0 ? '' : `; ${unread} more have a number that can’t be read as one of ${region}`;
  const words = `${count} of ${of} contacts are found by their own number${aside}`;
  if (count === of && unread === 0) return [{ id, level: 'ok', text: words }];
  const mend =
    'Look at the numbers’ notation and at DEFAULT_REGION; a number that was changed in the last minutes is found later';
  return [{ id, level: count < of * ENOUGH ? 'fail' : 'warn', text: words, mend }];
}

function times(sorted: readonly number[]): Finding {
  const id = 'salesforce.time';
  const seconds = (at: number): string => `${((sorted[at] ?? 0) / 1000).toFixed(2)} s`;
  const middle = Math.floor((sorted.length - 1) / 2);
  const words = `A look-up takes ${seconds(middle)}, at most ${seconds(sorted.length - 1)}`;
  if ((sorted[middle] ?? 0) < SLOW_MS) return { id, level: 'ok', text: words };
  return { id, level: 'warn', text: words, mend: 'Ask Salesforce’s support about the search of this org' };
}

interface Person {
  contactId: string;
  /** As E.164; empty: it has a number that can't be read. */
  phones: string[];
}

async function sample(directory: SalesforceDirectory): Promise<Person[]> {
  const { client, deadline, region } = directory;
  const rows = await asOrgAllows(client, deadline, async () => {
    const phones = directory.fields.contactPhones.map(([field]) => field);
    const filtered = phones.filter((field) => client.facts.filters(`Contact.${field}`));
    const where = filtered.length === 0 ? '' : ` WHERE ${filtered.map((field) => `${field} != null`).join(' OR ')}`;
    // people of one import share their moment: without the id the sample would differ from one look to the next
    const soql = `SELECT Id, ${phones.join(', ')} FROM Contact${where} ORDER BY CreatedDate DESC, Id DESC LIMIT ${READ}`;
    const { records } = await client.query<Row>(soql, deadline);
    return records.map((row) => ({ id: String(row.Id), values: phones.flatMap((field) => text(row[field]) ?? []) }));
  });
  const reachable = rows.filter(({ values }) => values.length > 0);
  const step = Math.max(1, reachable.length / SAMPLE);
  const chosen = Array.from({ length: Math.min(SAMPLE, reachable.length) }, (_, at) => reachable[Math.floor(at * step)]);
  return chosen.flatMap((one) =>
    one === undefined
      ? []
      : [
          {
            contactId: one.id,
            phones: one.values.flatMap((value) => storedPhones(value, { home: region }).slice(0, 1)),
          },
        ],
  );
}
