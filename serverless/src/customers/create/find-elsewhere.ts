import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { classify } from '@interaction-history/shared/src/caller/identity';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import { askSources } from '../lookup/ask-sources';
import type { NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { code } from '@interaction-history/shared/src/customers/search-text';
import { timings } from '../../runtime/timings';

const MAX_MATCHES = 3;

export interface MatchesElsewhere {
  field: 'phone' | 'email';
  matches: Match[];
}

/**
 * Whether Salesforce or the master has the phone or the e-mail address of a customer to be made (ID-10): nobody of theirs may be
 * linked yet, so that our identities know nothing of it. A source that is down holds nothing back. Never throws an UpstreamError.
 */
export async function findElsewhere({ phone, email }: NewCustomer, ctx: RequestContext): Promise<MatchesElsewhere | null> {
  const deadline = deadlineIn(timings.createSource, ctx.deadline);
  const ask = async (field: MatchesElsewhere['field'], value: string | null): Promise<MatchesElsewhere | null> => {
    if (value === null) return null;
    const identity = identityOf(classify(value, field === 'phone' ? 'voice' : 'email'), ctx.config.defaultRegion);
    const { salesforce, master } = await askSources(identity, ctx, deadline);
    const [known, others] = [salesforce, master].map((answer) => (answer.status === 'ok' ? answer.matches : []));
    const matches = distinct([...(known ?? []), ...(others ?? [])]).slice(0, MAX_MATCHES);
    return matches.length === 0 ? null : { field, matches };
  };
  const [byPhone, byEmail] = await Promise.all([ask('phone', phone), ask('email', email)]);
  return byPhone ?? byEmail;
}

/** The master's copy of a customer whom Salesforce has under the same number says nothing new. */
function distinct(matches: readonly Match[]): Match[] {
  const numberOf = (match: Match): string => code(match.accountNumber ?? '');
  const inSalesforce = new Set(matches.flatMap((match) => (match.source === 'salesforce' ? [numberOf(match)] : [])));
  return matches.filter((match) => match.source === 'salesforce' || !inSalesforce.has(numberOf(match)));
}
