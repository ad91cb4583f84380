import { VERSION } from '@interaction-history/shared/src/version';
import { aligned, coloured, duration, rule, styled } from '../terminal';
import type { Diagnosis, Section } from './doctor';

/** What doctor prints for a person: a section a system, each line ok, warn or fail with what to do. */
export function reportText({ sections, counts }: Diagnosis, file: string, ms: number): string {
  const lines = [
    '',
    aligned(
      `${styled('bold', `Interaction History ${VERSION}`)} · doctor`,
      `${file} · ${new Date().toISOString().slice(0, 16)} UTC`,
    ),
    styled('gray', 'Reads only: nothing is changed, and no secret is printed.'),
    ...sections.flatMap(sectionLines),
    '',
    rule(),
    `${styled('bold', `${counts.fail} fail, ${counts.warn} warn, ${counts.ok} ok`)}  in ${duration(ms)}`,
    styled('gray', 'Exit code 1: something fails. 0: all ok, or warnings only. 2: doctor itself could not run.'),
  ];
  return lines.join('\n');
}

function sectionLines({ title, where, isConfigured, findings, ms }: Section): string[] {
  const count = (level: 'ok' | 'warn' | 'fail'): string => {
    const number = findings.filter((finding) => finding.level === level).length;
    return number === 0 ? '' : coloured(level, `${number} ${level}`);
  };
  const counts = (['ok', 'warn', 'fail'] as const).map(count).filter(Boolean).join(' · ');
  const heading = aligned(
    `${styled('bold', title)}  ${styled('gray', where)}`,
    isConfigured ? `${counts}  ${duration(ms)}` : 'not configured',
  );
  return [
    '',
    heading,
    ...findings.flatMap(({ level, text, mend }) => [
      `  ${coloured(level, level.padEnd(5))} ${text}`,
      ...(mend === undefined ? [] : [`        ${coloured(level, '→')} ${mend}`]),
    ]),
  ];
}

/** For programs: the same, as JSON. */
export function reportJson({ sections, counts }: Diagnosis, file: string): string {
  return JSON.stringify({ version: VERSION, file, at: new Date().toISOString(), counts, sections }, null, 2);
}
