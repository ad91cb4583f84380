/** A task's attributes: JSON of anyone's making, so every read is guarded. */
export type TaskAttributes = Record<string, unknown>;

/** The value where it is text, else ''. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
/** The value where it is an object, else an empty one. */
export const groupIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
