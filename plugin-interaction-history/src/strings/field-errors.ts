import type { FieldProblem, LimitedFieldCode, PlainFieldCode } from '@interaction-history/shared/src/contract/errors';

/** Words for everything that can be wrong with a field: a code without words is a type error, in each language. */
export type FieldErrorWords = Record<PlainFieldCode, string> & Record<LimitedFieldCode, (limit: string) => string>;

/** What is wrong with a field, in words. A code of newer Functions than this plugin knows is worded as a wrong form. */
export function fieldError(problem: FieldProblem, words: FieldErrorWords): string {
  if ('limit' in problem) return words[problem.code]?.(String(problem.limit)) ?? words.wrong_format;
  return words[problem.code] ?? words.wrong_format;
}
