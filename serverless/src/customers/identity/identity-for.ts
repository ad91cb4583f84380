import type { CallerAddress } from '@interaction-history/shared/src/caller/identity';
import { identityOf, type Identity } from '@interaction-history/shared/src/caller/phone';
import { oneForm } from '@interaction-history/shared/src/phones/equal-forms';
import type { Config } from '../../config/config';

/**
 * Whose an address is, by what the centre is configured with. The centre's own numbers are nobody's (ID-1): like a withheld number
 * they are never looked up, kept or shared.
 */
export function identityFor(address: CallerAddress, config: Pick<Config, 'defaultRegion' | 'centreNumbers'>): Identity {
  const identity = identityOf(address, config.defaultRegion);
  const isCentre = identity.kind === 'phone' && config.centreNumbers.some((number) => oneForm(number) === identity.value);
  return isCentre ? identityOf({ kind: 'withheld' }, config.defaultRegion) : identity;
}
