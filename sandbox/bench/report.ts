/** One measured line: what, how much, and the target it is held to, if there is one. */
export interface Figure {
  what: string;
  value: string;
  target?: string;
  ok?: boolean;
  /** Depends on the machine and what else it does: judged in a full run alone. */
  absolute?: boolean;
}

/** `--quick`: everything in short, for the gate. Ratios and counts are judged; what depends on the machine is only reported. */
export const quick = process.argv.includes('--quick');

const figures: Figure[] = [];

/** Prints a figure as soon as it is known. */
export function report(figure: Figure): void {
  figures.push(figure);
  const mark = figure.ok === undefined ? ' ' : figure.ok ? '✓' : '✗';
  console.log(
    `${mark} ${figure.what.padEnd(66)} ${figure.value.padStart(20)}${figure.target === undefined ? '' : `   target ${figure.target}`}`,
  );
}

export function section(title: string): void {
  console.log(`\n${title}`);
}

/** Figures that missed their target. */
export const missed = (): Figure[] => figures.filter(({ ok, absolute }) => ok === false && !(quick && absolute));

/** The value below which the given share of the samples lies, in the samples' own unit. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`;
export const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

/** Runs work `times` over after `warm` unmeasured runs; milliseconds each. */
export async function sample(times: number, work: () => Promise<unknown>, warm = 5): Promise<number[]> {
  for (let i = 0; i < warm; i++) await work();
  const samples: number[] = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    await work();
    samples.push(performance.now() - began);
  }
  return samples;
}
