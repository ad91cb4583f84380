import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { openInquiry } from '@interaction-history/shared/src/services/effects';
import { dayIn, dayPlus } from '@interaction-history/shared/src/services/zone';
import { casePart, change, commentParts, known, type Guard, type Plan, type PlanContext } from './plan';
import { toServices } from './services-view';

type Wanted<K extends WantedAction['kind']> = Extract<WantedAction, { kind: K }>;

/** Days until a new inquiry is expected to be decided: an Opportunity must have a date. */
const INQUIRY_DAYS = 30;

/** SA-2: the open inquiry found or made, a case, the account pending with the time of the request. */
export function requestEligibility(wanted: Wanted<'request-eligibility'>, ctx: PlanContext): Plan {
  const { mapping, facts, rows, now } = ctx;
  const { fields: f } = mapping;
  const account = accountGuard(ctx);
  const found = inquiryIn(ctx);
  const commodity = wanted.commodity ?? mapping.commodities.internet[0] ?? '';
  const inquiry: Guard[] = found === undefined ? [] : [found];
  return {
    guards: [account, ...inquiry],
    parts: [
      change(facts, account, { [f.eligibilityStatus]: mapping.eligibility.pending, [f.eligibilityRequestedAt]: now }),
      ...(found === undefined
        ? [
            {
              method: 'POST' as const,
              path: '/sobjects/Opportunity',
              referenceId: 'opportunity',
              body: known(facts, 'Opportunity', {
                Name: `${commodity} · ${String(rows.account.Name)}`.slice(0, 120),
                AccountId: ctx.accountId,
                StageName: mapping.stages.inquiry,
                CloseDate: dayPlus(dayIn(now, rows.timeZone), INQUIRY_DAYS),
                [f.commodityType]: commodity,
                [f.portalSource]: mapping.sources.eligibility,
              }),
            },
          ]
        : []),
      casePart(ctx, {
        type: mapping.caseTypes.eligibility,
        subject: `Internet eligibility: ${commodity}`,
        words: wanted.note,
        opportunity: found === undefined ? '@{opportunity.id}' : found.id,
      }),
    ],
    makes: { reference: 'made', object: 'Case' },
  };
}

/** SA-3: the account's result, checked now; the inquiry ready, or void. */
export function recordEligibility(wanted: Wanted<'record-eligibility'>, ctx: PlanContext): Plan {
  const { mapping, facts, now } = ctx;
  const { fields: f } = mapping;
  const account = accountGuard(ctx);
  const inquiry = inquiryIn(ctx);
  const stage = wanted.isEligible ? mapping.stages.ready : mapping.stages.void;
  return {
    guards: [account, ...(inquiry === undefined ? [] : [inquiry])],
    parts: [
      change(facts, account, {
        [f.eligibilityValue]: wanted.result,
        [f.eligibilityStatus]: mapping.eligibility.checked,
        [f.eligibilityCheckedAt]: now,
      }),
      ...(inquiry === undefined ? [] : [change(facts, inquiry, { StageName: stage })]),
      ...commentParts(ctx, mapping.caseTypes.eligibility, wanted.note),
    ],
    makes: null,
  };
}

function accountGuard({ rows, mapping, accountId }: PlanContext): Guard {
  const field = mapping.fields.eligibilityStatus;
  return {
    reference: 'account',
    object: 'Account',
    id: accountId,
    asRead: { [field]: (rows.account[field] ?? null) as string | null },
  };
}

function inquiryIn({ rows, mapping }: PlanContext): Guard | undefined {
  const inquiry = openInquiry(toServices(rows, mapping, ''));
  if (inquiry === undefined) return undefined;
  return { reference: 'inquiry', object: 'Opportunity', id: inquiry.id, asRead: { StageName: mapping.stages.inquiry } };
}
