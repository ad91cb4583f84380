import { handle } from '../../src/handle';
import { releaseAddress } from '../../src/customers/identity/release-address';

export const handler = handle('customers/release-address', releaseAddress);
