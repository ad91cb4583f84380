import { AppError } from './errors';

/**
 * The CORS answer for a browser of an allowed origin, nothing for a caller that is no browser (the token decides about that one).
 * @throws AppError forbidden for any other origin: without the header its browser could not read the answer anyway
 */
export function corsHeaders(origin: string | undefined, allowed: ReadonlySet<string>): Record<string, string> {
  if (origin === undefined) return {};
  if (!allowed.has(origin)) throw new AppError('forbidden', 'This origin may not call the Functions: add it to ALLOWED_ORIGINS');
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
}
