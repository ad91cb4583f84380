import type { FieldProblem } from '@interaction-history/shared/src/contract/errors';
import { problemOf } from '@interaction-history/shared/src/contract/field-problems';
import { CONTRACT, OLDEST_CONTRACT } from '@interaction-history/shared/src/version';
import { z } from 'zod';
import { AppError } from './errors';
import type { TwilioEvent } from './twilio';

/** The largest content accepted. A comment of 4,000 characters in four-byte script takes 16 KB. */
export const MAX_BODY_BYTES = 128 * 1024;

/**
 * @param limit bytes of content; percent-encoding may treble them on their way, so three times that is let through to be measured
 * @throws AppError too_large, invalid_request (what no request of ours looks like), before anything that costs
 */
export function checkSize(event: TwilioEvent, limit = MAX_BODY_BYTES): void {
  const declared = Number(header(event.request?.headers, 'content-length') ?? 0);
  const text = declared > 3 * limit ? '' : textOf(event);
  if (text === '' || Buffer.byteLength(text) > limit)
    throw new AppError('too_large', `The request is larger than ${limit / 1024} KB`);
  // in a text of a field's the quotation marks would be escaped
  if (text.includes('"__proto__":')) throw new AppError('invalid_request', 'A field has the name __proto__');
}

/** @throws AppError invalid_request: nested deeper than any JSON of ours */
function textOf(event: TwilioEvent): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    throw new AppError('invalid_request', 'The request is nested too deeply', { cause: error });
  }
}

/**
 * What came by the URL stands in every log on the way (PR-3). Twilio hands out a request's fields without saying whether body or query had
 * them, and not its method: one without a body has no content type, and a body that is shorter than its fields' own characters does not hold them.
 * @throws AppError invalid_request
 */
export function checkIsInBody({ request, ...fields }: TwilioEvent): void {
  const declared = header(request?.headers, 'content-length');
  const isPosted = header(request?.headers, 'content-type') !== undefined;
  if (isPosted && (declared === undefined || Number(declared) >= leastBytes(fields))) return;
  throw new AppError('invalid_request', 'Send the request by POST, with every field in its body');
}

/** Any encoding of the fields takes at least this. */
function leastBytes(fields: Record<string, unknown>): number {
  const bytesOf = (value: unknown): number => (typeof value === 'string' ? Buffer.byteLength(value) : 1);
  return Object.entries(fields).reduce((sum, [name, value]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.reduce((bytes: number, one) => bytes + bytesOf(one), sum + name.length + 1);
  }, 0);
}

/**
 * A page that doesn't say is of the first contract.
 * @throws AppError version_mismatch
 */
export function checkContract({ Contract: contract = '1' }: TwilioEvent): void {
  const number = Number(contract);
  if (number >= OLDEST_CONTRACT && number <= CONTRACT) return;
  const which = number > CONTRACT ? 'later' : 'earlier';
  throw new AppError('version_mismatch', `The page is of a ${which} version than the Functions: reload it`);
}

/**
 * The request's own fields, decoded and checked.
 * JSON bodies come as they are. Form bodies hold text only, so a field whose schema is no text is read as JSON, and an empty
 * text stands for null where null is allowed; a text field is never re-read, so a comment that looks like JSON stays a comment.
 * @throws AppError invalid_request with `fields`
 */
export function parseBody<S extends z.ZodType>(schema: S, event: TwilioEvent): z.output<S> {
  const { request, Token: _token, Contract: _contract, ...fields } = event;
  const isForm = !/^application\/json\b/i.test(header(request?.headers, 'content-type') ?? '');
  const parsed = schema.safeParse(isForm ? decodeForm(schema, fields) : fields, { reportInput: true });
  if (parsed.success) return parsed.data;
  const wrong: Record<string, FieldProblem> = {};
  for (const issue of parsed.error.issues) wrong[issue.path.join('.') || 'body'] ??= problemOf(issue);
  throw new AppError('invalid_request', `The request is not valid: ${Object.keys(wrong).join(', ')}`, { fields: wrong });
}

/** Header names are lower case in Twilio's runtime; a repeated header counts once. */
export function header(headers: Record<string, string | string[] | undefined> | undefined, name: string): string | undefined {
  const value = headers?.[name];
  return Array.isArray(value) ? value[0] : value;
}

function decodeForm(schema: z.ZodType, fields: Record<string, unknown>): Record<string, unknown> {
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const field = shape[name];
      return [name, field !== undefined && typeof value === 'string' ? decodeField(field, value) : value];
    }),
  );
}

function decodeField(field: z.ZodType, text: string): unknown {
  if ((text === '' || text === 'null') && field.safeParse(null).success) return null;
  if (holdsText(field)) return text;
  try {
    return JSON.parse(text, withoutPrototype);
  } catch {
    return text;
  }
}

/** `__proto__` is no name of ours, and a schema would drop it as if nothing had been said. @throws SyntaxError */
function withoutPrototype(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('a field has the name __proto__');
  return value;
}

/** Whether a field, wrappers taken off, is text: then its characters mean themselves. */
function holdsText(field: z.ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault)
    return holdsText(field.unwrap() as z.ZodType);
  return (
    field instanceof z.ZodString ||
    field instanceof z.ZodEnum ||
    field instanceof z.ZodStringFormat ||
    field instanceof z.ZodNumber
  );
}
