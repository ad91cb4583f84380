import { identityOf } from '@interaction-history/shared/src/caller/phone';
import { classify } from '@interaction-history/shared/src/caller/identity';
import type { Match } from '@interaction-history/shared/src/contract/customers';
import { deadlineIn, type Deadline } from '../../runtime/deadline';
import type { RequestContext } from '../../context';
import { askByNumber, askSources } from '../lookup/ask-sources';
import type { NewCustomer } from '@interaction-history/shared/src/customers/new-customer';
import { code, textRank, typedWords } from '@interaction-history/shared/src/customers/search-text';
import { timings } from '../../runtime/timings';

const MAX_MATCHES = 3;

export interface MatchesElsewhere {
  field: 'phone' | 'email' | 'accountNumber';
  matches: Match[];
}

/**
 * Whether Salesforce or the master has the phone, the e-mail address or the customer number of a customer to be made (ID-10, ID-17): nobody of theirs may be
 * linked yet, so that our identities know nothing of it. A source that is down holds nothing back. Never throws an UpstreamError.
 */
export async function findElsewhere(wanted: NewCustomer, ctx: RequestContext): Promise<MatchesElsewhere | null> {
  const { phone, email } = wanted;
  const deadline = deadlineIn(timings.createSource, ctx.deadline);
  const ask = async (field: 'phone' | 'email', value: string | null): Promise<MatchesElsewhere | null> => {
    if (value === null) return null;
    const identity = identityOf(classify(value, field === 'phone' ? 'voice' : 'email'), ctx.config.defaultRegion);
    const { salesforce, master } = await askSources(identity, ctx, deadline);
    const [known, others] = [salesforce, master].map((answer) => (answer.status === 'ok' ? answer.matches : []));
    const matches = distinct([...(known ?? []), ...(others ?? [])]).slice(0, MAX_MATCHES);
    return matches.length === 0 ? null : { field, matches };
  };
  const [byPhone, byEmail, byNumber] = await Promise.all([
    ask('phone', phone),
    ask('email', email),
    underNumber(wanted, ctx, deadline),
  ]);
  return byPhone ?? byEmail ?? byNumber;
}

/** Whose the customer number is. A company's is shared by its people: one more of them is nobody else. */
async function underNumber(
  { accountNumber, company }: NewCustomer,
  ctx: RequestContext,
  deadline: Deadline,
): Promise<MatchesElsewhere | null> {
  if (accountNumber === null) return null;
  const found = await askByNumber(code(accountNumber), ctx, deadline);
  const isColleague = (match: Match): boolean =>
    company !== null && textRank(match.company ?? match.name, typedWords(company)) !== null;
  const matches = distinct(found.filter((match) => !isColleague(match))).slice(0, MAX_MATCHES);
  return matches.length === 0 ? null : { field: 'accountNumber', matches };
}

/** The master's copy of a customer whom Salesforce has under the same number says nothing new. */
function distinct(matches: readonly Match[]): Match[] {
  const numberOf = (match: Match): string => code(match.accountNumber ?? '');
  const inSalesforce = new Set(matches.flatMap((match) => (match.source === 'salesforce' ? [numberOf(match)] : [])));
  return matches.filter((match) => match.source === 'salesforce' || !inSalesforce.has(numberOf(match)));
}
