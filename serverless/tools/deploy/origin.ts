import { isLoopback } from '../../src/config/transport';

/** The address of a domain: encrypted, but on this machine. */
export const originOf = (domain: string): string => `${isLoopback(domain.replace(/:\d+$/, '')) ? 'http' : 'https'}://${domain}`;
