import { AMOUNTS, type Measure, type MonthCounts, type OutcomeMonthDocument } from '../vendors/firestore/documents';

export interface Amount {
  /** `01` … `31` */
  day: string;
  reasonId: string;
  /** `none` for tasks without one. */
  queueSid: string;
  channel: string;
  amount: number;
}

/** Every counter of a month's map, flat. */
export function* amountsIn(counts: MonthCounts = {}): Generator<Amount> {
  for (const [day, reasons] of Object.entries(counts))
    for (const [reasonId, queues] of Object.entries(reasons))
      for (const [queueSid, channels] of Object.entries(queues))
        for (const [channel, amount] of Object.entries(channels)) yield { day, reasonId, queueSid, channel, amount };
}

type Stored = Partial<Pick<OutcomeMonthDocument, (typeof AMOUNTS)[number] | 'actions'>>;
/** Not an action. */
export const isAmount = (measure: Measure): measure is (typeof AMOUNTS)[number] => AMOUNTS.some((one) => one === measure);

/** A measure's map in a month's document. */
export const countsOf = (stored: Stored, measure: Measure): MonthCounts | undefined =>
  isAmount(measure) ? stored[measure] : stored.actions?.[measure];
