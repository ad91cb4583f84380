import type { TaskAttributes } from './taskrouter-model';
import { invalid } from './twilio-error';

/** TaskRouter keeps attributes as the text they came in: numbers beyond JavaScript's are still there when they are read. */
const texts = new WeakMap<TaskAttributes, string>();

function kept(attributes: TaskAttributes, text: string): TaskAttributes {
  texts.set(attributes, text);
  return attributes;
}

export const attributesText = (attributes: TaskAttributes): string => texts.get(attributes) ?? JSON.stringify(attributes);

/** @throws TwilioError 400 unless the text is a JSON object, as TaskRouter insists */
export function parseAttributes(text: string): TaskAttributes {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return kept(value as TaskAttributes, text);
  } catch {
    // falls through to the refusal, which says the same for "not JSON" and "not an object"
  }
  throw invalid('Attributes must be a valid JSON object');
}
