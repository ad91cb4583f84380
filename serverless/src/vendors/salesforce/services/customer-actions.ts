import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { casePart, change, type Guard, type Plan, type PlanContext } from './plan';

/** SA-1 for a customer whom Salesforce has: registered for the portal; where they came from is only said if nobody has said so yet. */
export function register(ctx: PlanContext & { registrationSource: string }): Plan {
  const { mapping, facts, rows } = ctx;
  const { portalStatus, registrationSource } = mapping.fields;
  const account: Guard = {
    reference: 'account',
    object: 'Account',
    id: ctx.accountId,
    asRead: { [portalStatus]: (rows.account[portalStatus] ?? null) as string | null },
  };
  const source = (rows.account[registrationSource] ?? null) === null ? { [registrationSource]: ctx.registrationSource } : {};
  return { guards: [account], parts: [change(facts, account, { [portalStatus]: mapping.portalActive, ...source })], makes: null };
}

/** SA-8: a case from the call's reason and comment. */
export function generalInquiry(
  { subject, description }: Extract<WantedAction, { kind: 'general-inquiry' }>,
  ctx: PlanContext,
): Plan {
  const made = casePart(ctx, { type: ctx.mapping.caseTypes.inquiry, subject, words: description });
  return { guards: [], parts: [made], makes: { reference: 'made', object: 'Case' } };
}
