import type { Tally } from './csv-rows';

/**
 * Where the entries of a list begin in a JSON text, and where the text stops being JSON. JSON.parse tells neither: its
 * message differs between engines and has no place for text that ends too soon. The list is the text's own (`[…]`) or the one
 * under `codes`. One pass, no recursion: nesting costs memory alone.
 */
export function jsonEntries(text: string, tally: Tally = { steps: 0 }): { entries: number[]; fault: number | null } {
  let entries: number[] = [];
  const open: ('{' | '[')[] = [];
  let key: string | null = null;
  let listAt = 0;
  let expected: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' = 'value';
  let at = 0;
  for (;;) {
    at = skip(text, at, SPACE);
    tally.steps += 1;
    const sign = text[at];
    if (sign === undefined) return { entries, fault: open.length === 0 && expected === 'comma-or-end' ? null : at };
    if (expected === 'comma-or-end' && open.length === 0) return { entries, fault: at };
    const inner = open[open.length - 1];
    const closes = (sign === '}' && inner === '{') || (sign === ']' && inner === '[');
    if (closes && (expected === 'comma-or-end' || expected === (inner === '{' ? 'key-or-end' : 'value-or-end'))) {
      if (open.length === listAt) listAt = 0;
      open.pop();
      expected = 'comma-or-end';
      at += 1;
    } else if (expected === 'comma-or-end') {
      if (sign !== ',') return { entries, fault: at };
      expected = inner === '{' ? 'key' : 'value';
      at += 1;
    } else if (expected === 'colon') {
      if (sign !== ':') return { entries, fault: at };
      expected = 'value';
      at += 1;
    } else if (expected === 'key' || expected === 'key-or-end') {
      const end = endOfString(text, at);
      if (end === null) return { entries, fault: at };
      if (open.length === 1) key = text.slice(at + 1, end - 1);
      tally.steps += end - at;
      at = end;
      expected = 'colon';
    } else {
      if (listAt > 0 && open.length === listAt) entries.push(at);
      if (sign === '{' || sign === '[') {
        const isList = sign === '[' && (open.length === 0 || (open.length === 1 && inner === '{' && key === 'codes'));
        open.push(sign);
        if (isList) [listAt, entries] = [open.length, []];
        expected = sign === '{' ? 'key-or-end' : 'value-or-end';
        at += 1;
      } else {
        const end = sign === '"' ? endOfString(text, at) : endOfLiteral(text, at);
        if (end === null) return { entries, fault: at };
        tally.steps += end - at;
        at = end;
        expected = 'comma-or-end';
      }
    }
  }
}

const SPACE = /[ \t\r\n]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** Past the closing quote of the string that begins here; null when none begins or it is broken. */
function endOfString(text: string, at: number): number | null {
  if (text[at] !== '"') return null;
  for (let next = at + 1; ;) {
    next = skip(text, next, PLAIN);
    if (text[next] === '"') return next + 1;
    const past = skip(text, next, ESCAPE);
    if (past === next) return null;
    next = past;
  }
}

function endOfLiteral(text: string, at: number): number | null {
  const end = skip(text, at, LITERAL);
  return end === at ? null : end;
}
