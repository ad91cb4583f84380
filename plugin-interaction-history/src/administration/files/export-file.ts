import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { toCsv, toJson } from '@interaction-history/shared/src/reason-codes/file/export';

export interface ExportFile {
  name: string;
  type: string;
  text: string;
}

/**
 * Reason codes as a file (AD-3): its name says which revision and which day, and names nobody.
 * @param version of the revision; of a draft, of the revision that it began from
 */
export function exportFile(
  codes: readonly ReasonCode[],
  format: 'csv' | 'json',
  { version, isDraft, now = new Date() }: { version: number; isDraft: boolean; now?: Date },
): ExportFile {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const name = `reason-codes-${isDraft ? 'draft-of-' : ''}revision-${version}-${day}.${format}`;
  return format === 'csv'
    ? { name, type: 'text/csv;charset=utf-8', text: toCsv(codes) }
    : { name, type: 'application/json', text: toJson(codes, isDraft ? undefined : version) };
}

/** Hands a file to the browser's downloads; nothing leaves this computer. */
export function download({ name, type, text }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has its copy once the click has been handled
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
