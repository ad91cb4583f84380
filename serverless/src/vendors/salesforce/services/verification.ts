import type { WantedAction } from '@interaction-history/shared/src/contract/services';
import { casePart, change, commentParts, type Guard, type Plan, type PlanContext } from './plan';

type Wanted<K extends WantedAction['kind']> = Extract<WantedAction, { kind: K }>;

/** SA-4, the request: a case, the account pending since now. */
export function requestVerification(wanted: Wanted<'request-verification'>, ctx: PlanContext): Plan {
  const { mapping, facts, now } = ctx;
  const { fields: f } = mapping;
  const account = accountGuard(ctx);
  return {
    guards: [account],
    parts: [
      change(facts, account, { [f.verificationStatus]: mapping.verification.pending, [f.verificationSubmittedAt]: now }),
      casePart(ctx, { type: mapping.caseTypes.verification, subject: 'ID verification', words: wanted.note }),
    ],
    makes: { reference: 'made', object: 'Case' },
  };
}

/** SA-4, the decision: verified with its time, or rejected with the message that the customer reads. Agents' words go to the case, never to the account. */
export function decideVerification(wanted: Wanted<'decide-verification'>, ctx: PlanContext): Plan {
  const { mapping, facts, now } = ctx;
  const { fields: f } = mapping;
  const account = accountGuard(ctx);
  const decided = wanted.isVerified
    ? { [f.verificationStatus]: mapping.verification.verified, [f.verificationVerifiedAt]: now, [f.verificationMessage]: null }
    : { [f.verificationStatus]: mapping.verification.rejected, [f.verificationMessage]: wanted.message };
  return {
    guards: [account],
    parts: [change(facts, account, decided), ...commentParts(ctx, mapping.caseTypes.verification, wanted.note)],
    makes: null,
  };
}

function accountGuard({ rows, mapping, accountId }: PlanContext): Guard {
  const field = mapping.fields.verificationStatus;
  return {
    reference: 'account',
    object: 'Account',
    id: accountId,
    asRead: { [field]: (rows.account[field] ?? null) as string | null },
  };
}
