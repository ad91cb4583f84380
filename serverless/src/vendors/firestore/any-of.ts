import type { Query } from 'firebase-admin/firestore';

/** Values of one `in` or `array-contains-any`: Google takes 30, the embedded store ten. */
export const MOST_VALUES = 10;

/** The questions for any of many values; none for none. */
export const anyOf = <T>(values: readonly string[], question: (some: string[]) => Query<T>): Query<T>[] =>
  Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, n) =>
    question(values.slice(n * MOST_VALUES, (n + 1) * MOST_VALUES)),
  );
