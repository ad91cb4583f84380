import type { TaskAttributes } from './taskrouter-model';
import { invalid } from './twilio-error';

/** @throws TwilioError 400 unless the text is a JSON object, as TaskRouter insists */
export function parseAttributes(text: string): TaskAttributes {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as TaskAttributes;
  } catch {
    // falls through to the refusal, which says the same for "not JSON" and "not an object"
  }
  throw invalid('Attributes must be a valid JSON object');
}
