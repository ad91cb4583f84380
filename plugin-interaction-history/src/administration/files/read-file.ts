import { MAX_FILE_CHARACTERS } from '@interaction-history/shared/src/reason-codes/file/export';

export type FileProblem =
  /** `size` in bytes as it would be sent. */
  { problem: 'too-large'; size: number } | { problem: 'not-text' } | { problem: 'unreadable' };
export interface ReadFile {
  format: 'csv' | 'json';
  text: string;
}

/** What may be sent, in bytes of the form that carries it: the Functions take no more. */
export const MAX_SENT = MAX_FILE_CHARACTERS;

/**
 * A file of reason codes as text, decoded here, where its bytes are (AD-3). Spreadsheets write UTF-8 with a BOM or UTF-16; what
 * is neither would lose letters in silence, so it is refused.
 */
export async function readCodesFile(file: File): Promise<ReadFile | FileProblem> {
  // UTF-16 has two bytes a letter: a larger file can't fit whatever it holds, and isn't even read
  if (file.size > 2 * MAX_SENT + 2) return { problem: 'too-large', size: file.size };
  const bytes = await bytesOf(file);
  if (bytes === null) return { problem: 'unreadable' };
  const text = decode(bytes);
  if (text === null) return { problem: 'not-text' };
  const sent = sentSize(text);
  if (sent > MAX_SENT) return { problem: 'too-large', size: sent };
  return { format: formatOf(file.name, text), text };
}

/** Null: not text in an encoding that says what it is. */
export function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // UTF-16 without its mark reads as UTF-8 full of zeros
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Bytes of a text in a form-urlencoded body, beside the token and the names of the fields. */
export function sentSize(text: string): number {
  const ROOM = 4 * 1024;
  return new URLSearchParams({ text }).toString().length + ROOM;
}

function formatOf(name: string, text: string): 'csv' | 'json' {
  if (/\.json$/i.test(name)) return 'json';
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  return /^\s*[[{]/.test(text) ? 'json' : 'csv';
}

const bytesOf = (file: File): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => resolve(null);
    reader.readAsArrayBuffer(file);
  });
