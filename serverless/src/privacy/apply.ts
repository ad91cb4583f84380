import { FieldPath, type Firestore, type Query, type QueryDocumentSnapshot, type WriteBatch } from 'firebase-admin/firestore';
import type { Deadline } from '../runtime/deadline';
import { retryOnConflict } from '../vendors/firestore/optimistic';
import type { Person } from './person';
import { EXPIRING, type Retention } from '../config/retention';
import { settle } from './settle-expiry';
import { KINDS, RULES, type Kind, type PrivacyConfig, type Rule } from './rules';

/** Documents of one commit: an entry takes two writes, and Firestore 500 of them. */
const PAGE = 100;
/** What is left of the request for its answer. */
const RESERVE_MS = 1_500;

/** What is held of a person, by kind; kinds of which there is nothing are left out. */
export async function held(store: Firestore, person: Person, config: PrivacyConfig): Promise<Record<string, number>> {
  const counted = await Promise.all(
    KINDS.map(async (kind): Promise<[Kind, number]> => [kind, await count(store, RULES[kind] as Rule<unknown>, person, config)]),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** Several questions can answer with the same document, so that each is asked for its names where there is more than one. */
async function count(store: Firestore, rule: Rule<unknown>, person: Person, config: PrivacyConfig): Promise<number> {
  const [only, ...others] = rule.of(store, person, config);
  if (only === undefined) return 0;
  if (others.length === 0 && rule.isOf === undefined) return (await only.count().get()).data().count;
  const ids = new Set<string>();
  for (const question of [only, ...others])
    for await (const docs of pages(question)) theirs(docs, rule, person, config).forEach(({ id }) => ids.add(id));
  return ids.size;
}

/** A page of what one question of a kind answers, from a document's name on. */
export async function pageOf(
  store: Firestore,
  { kind, question, after }: { kind: Kind; question: number; after: string },
  person: Person,
  config: PrivacyConfig,
): Promise<{ docs: QueryDocumentSnapshot<unknown>[]; after: string | null; isLastQuestion: boolean }> {
  const rule = RULES[kind] as Rule<unknown>;
  const questions = rule.of(store, person, config);
  const asked = questions[question];
  if (asked === undefined) return { docs: [], after: null, isLastQuestion: true };
  const { docs } = await onward(asked, after).get();
  return {
    docs: theirs(docs, rule, person, config),
    after: docs.length === PAGE ? (docs.at(-1)?.id ?? null) : null,
    isLastQuestion: question >= questions.length - 1,
  };
}

/**
 * Erases page by page, each a commit of its own that names the versions it has read, until a look at each kind finds nothing or the time is
 * up. Ending early loses nothing: the next call finds what is left.
 * @param erased is added to
 * @returns whether nothing is left
 */
export async function eraseAll(
  store: Firestore,
  person: Person,
  config: PrivacyConfig,
  deadline: Deadline,
  erased: Record<string, number>,
): Promise<boolean> {
  for (const kind of KINDS) {
    const { erase } = RULES[kind] as Rule<unknown>;
    if (erase === undefined) continue;
    const count = (changed: number): void => {
      if (changed > 0) erased[kind] = (erased[kind] ?? 0) + changed;
    };
    const write = (batch: WriteBatch, found: QueryDocumentSnapshot<unknown>): boolean => {
      erase(batch, found, person);
      return true;
    };
    if (!(await changeAll(store, { kind, person, config, deadline }, write, count))) return false;
  }
  return true;
}

/** When what is held of a person expires, after a legal hold was placed on them or lifted (PR-6). @returns as `eraseAll` */
export async function settlePerson(
  store: Firestore,
  person: Person,
  config: PrivacyConfig,
  deadline: Deadline,
  retention: Retention,
): Promise<boolean> {
  for (const kind of EXPIRING)
    if (!(await changeAll(store, { kind, person, config, deadline }, (batch, found) => settle(batch, kind, found, retention))))
      return false;
  return true;
}

/** @param write into the page's commit; whether it did @returns false when the time was up */
async function changeAll(
  store: Firestore,
  { kind, person, config, deadline }: { kind: Kind; person: Person; config: PrivacyConfig; deadline: Deadline },
  write: (batch: WriteBatch, found: QueryDocumentSnapshot<unknown>) => boolean,
  changed: (count: number) => void = () => undefined,
): Promise<boolean> {
  const rule = RULES[kind] as Rule<unknown>;
  for (const question of rule.of(store, person, config)) {
    for (let after: string | null = ''; after !== null;) {
      if (deadline.remainingMs() < RESERVE_MS) return false;
      const from: string = after;
      const done = await retryOnConflict(async () => {
        const { docs } = await onward(question, from).get();
        const found = theirs(docs, rule, person, config);
        let count = 0;
        if (found.length > 0) {
          const batch = store.batch();
          count = found.filter((each) => write(batch, each)).length;
          if (count > 0) await batch.commit();
        }
        return { count, after: docs.length === PAGE ? (docs.at(-1)?.id ?? null) : null };
      });
      changed(done.count);
      after = done.after;
    }
  }
  return true;
}

async function* pages(question: Query<unknown>): AsyncGenerator<QueryDocumentSnapshot<unknown>[]> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const { docs }: { docs: QueryDocumentSnapshot<unknown>[] } = await onward(question, after).get();
    yield docs;
    after = docs.length === PAGE ? docs.at(-1)?.id : undefined;
  }
}

function onward(question: Query<unknown>, after: string): Query<unknown> {
  const ordered = question.orderBy(FieldPath.documentId()).limit(PAGE);
  return after === '' ? ordered : ordered.startAfter(after);
}

const theirs = (
  docs: readonly QueryDocumentSnapshot<unknown>[],
  { isOf }: Rule<unknown>,
  person: Person,
  config: PrivacyConfig,
): QueryDocumentSnapshot<unknown>[] => docs.filter((doc) => isOf === undefined || isOf(doc.data(), person, config));
