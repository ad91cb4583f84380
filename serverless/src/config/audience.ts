const [PRODUCTION, SANDBOX] = ['https://login.salesforce.com', 'https://test.salesforce.com'] as const;

/**
 * Whom a log-in's assertion is meant for (`aud`). Not the address that it is sent to: with a My Domain, too, Salesforce wants one of
 * its two log-in hosts (Salesforce help 000386092, and Salesforce's own command line never sends another).
 * @param loginUrl where the org logs in: a sandbox or scratch org is known by its host
 */
export function audienceFor(loginUrl: string): string {
  const { hostname } = new URL(loginUrl);
  return hostname === 'test.salesforce.com' || /--|\.(sandbox|scratch)\./.test(hostname) ? SANDBOX : PRODUCTION;
}
