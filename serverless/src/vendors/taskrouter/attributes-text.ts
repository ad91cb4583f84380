import { groupIn, type TaskAttributes } from '@interaction-history/shared/src/caller/task-attributes';

/**
 * A task's attributes are JSON text that others write into, too: numbers beyond 2^53, 1e400, 1.0. JavaScript's numbers cannot
 * hold these, so what we do not change is put back as it stood, to the letter.
 */
interface Source {
  /** The value's own text. */
  text: string;
  /** Of an object: its members; a key that stands twice means the last. */
  members: ReadonlyMap<string, Source> | null;
}

/**
 * Changed attributes as text, every value that stands unchanged in its original letters.
 * @param text what `current` was parsed of
 * @param changed made of `current` by replacing what changes; what it shares with it is unchanged
 */
export function attributesText(text: string, current: TaskAttributes, changed: TaskAttributes): string {
  return rendered(sourceOf(text), current, changed);
}

function rendered(source: Source | undefined, before: unknown, after: unknown): string {
  if (source !== undefined && Object.is(before, after)) return source.text;
  const members = source?.members;
  if (members === null || members === undefined || !isGroup(after) || !isGroup(before)) return JSON.stringify(after) ?? 'null';
  const was = groupIn(before);
  const lines = Object.entries(after).map(([name, value]) => {
    const own = Object.hasOwn(was, name);
    return `${JSON.stringify(name)}:${rendered(own ? members.get(name) : undefined, own ? was[name] : undefined, value)}`;
  });
  return `{${lines.join(',')}}`;
}

const isGroup = (value: unknown): value is TaskAttributes => typeof value === 'object' && value !== null && !Array.isArray(value);

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** @param text valid JSON: JSON.parse has read it */
function sourceOf(text: string): Source {
  const tokens = [...text.matchAll(TOKEN)];
  let at = 0;
  const value = (): Source => {
    const [first = '', start] = [tokens[at]?.[0], tokens[at]?.index ?? 0];
    at++;
    const members = first === '{' ? new Map<string, Source>() : null;
    if (first === '{' || first === '[') {
      while (!/^[}\]]$/.test(tokens[at]?.[0] ?? '}')) {
        if (tokens[at]?.[0] === ',') at++;
        if (members === null) value();
        else {
          const name = JSON.parse(tokens[at]?.[0] ?? '""') as string;
          // past the name and its colon
          at += 2;
          members.set(name, value());
        }
      }
      at++;
    }
    const last = tokens[at - 1];
    return { text: text.slice(start, (last?.index ?? 0) + (last?.[0].length ?? 0)), members };
  };
  return value();
}
