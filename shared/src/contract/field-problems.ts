import type { z } from 'zod';
import { LIMITED_FIELD_CODES, PLAIN_FIELD_CODES, type FieldProblem, type LimitedFieldCode, type PlainFieldCode } from './errors';

/**
 * A schema's objection as a code of the contract. Where zod's own kind of issue says too little, the schema's message is the code:
 * `z.string().regex(REGION, 'not_a_region')`.
 * @param issue of a parse with `reportInput`, which tells an absent value from one of a wrong type
 */
export function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  const limit = Number(('maximum' in issue ? issue.maximum : 'minimum' in issue ? issue.minimum : undefined) ?? 0);
  if (isPlain(issue.message)) return { code: issue.message };
  if (isLimited(issue.message)) return { code: issue.message, limit };
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.input === undefined ? 'required' : 'wrong_type' };
    case 'too_big':
      return { code: issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_large', limit };
    case 'too_small':
      if (issue.origin === 'string') return limit <= 1 ? { code: 'required' } : { code: 'too_few_characters', limit };
      return issue.origin === 'array' ? { code: 'required' } : { code: 'too_small', limit };
    case 'unrecognized_keys':
      return { code: 'unknown_field' };
    case 'invalid_value':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { code: 'unknown_value' };
    default:
      return { code: 'wrong_format' };
  }
}

const isPlain = (code: string): code is PlainFieldCode => (PLAIN_FIELD_CODES as readonly string[]).includes(code);
const isLimited = (code: string): code is LimitedFieldCode => (LIMITED_FIELD_CODES as readonly string[]).includes(code);
