/** One line of doctor and of health: what was looked at, how it is, and what to do. */
export type Finding = {
  readonly id: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly text: string;
  readonly mend?: string;
};
