import { styleText } from 'node:util';

/** Columns of what the commands print. */
const WIDTH = 100;

export type Level = 'ok' | 'warn' | 'fail' | 'skip';
const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red', skip: 'gray' } as const;

type Style = 'bold' | 'gray' | (typeof COLOURS)[Level];

/** Colours only where a person looks. */
export const styled = (style: Style, text: string): string =>
  process.stdout.isTTY === true && process.env.NO_COLOR === undefined ? styleText(style, text) : text;

export const coloured = (level: Level, text: string = level): string => styled(COLOURS[level], text);

/** Text on the left, a figure at the right edge where there is one. */
export function aligned(left: string, right = ''): string {
  const gap = Math.max(2, WIDTH - lengthOf(left) - lengthOf(right));
  return right === '' ? left : left + ' '.repeat(gap) + styled('gray', right);
}

export const rule = (): string => '─'.repeat(WIDTH);

/** 0.2 s, 38.4 s, 1:31. */
export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** As a person sees it: without the codes of colours. */
const lengthOf = (text: string): number => text.replace(/\u001b\[\d+m/g, '').length;
