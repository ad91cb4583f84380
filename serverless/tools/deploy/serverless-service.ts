/** The name of our service in Twilio's Serverless API. */
export const SERVICE = 'interaction-history';

const API = 'https://serverless.twilio.com/v1/Services';

/** An API that doesn't answer must not keep an operator waiting for ever. */
const ANSWER_MS = 30_000;

interface Account {
  accountSid: string;
  authToken: string;
}

/** What twilio-run leaves undone: variables that are gone from the file, and the way back to an earlier build. */
export class ServerlessService {
  constructor(private readonly account: Account) {}

  /** @returns the environment of a domain suffix; null where nothing was deployed to it yet */
  async environment(suffix: string): Promise<{ sid: string; domain: string; buildSid: string | null } | null> {
    const services = await this.list<{ sid: string; unique_name: string }>('', 'services');
    const service = services.find(({ unique_name }) => unique_name === SERVICE);
    if (service === undefined) return null;
    const environments = await this.list<{
      sid: string;
      domain_suffix: string | null;
      domain_name: string;
      build_sid: string | null;
    }>(`/${service.sid}/Environments`, 'environments');
    const found = environments.find(({ domain_suffix }) => (domain_suffix ?? '') === suffix);
    return found === undefined
      ? null
      : { sid: `${service.sid}/Environments/${found.sid}`, domain: found.domain_name, buildSid: found.build_sid };
  }

  async variables(environment: string): Promise<{ sid: string; key: string }[]> {
    return this.list(`/${environment}/Variables`, 'variables');
  }

  async removeVariable(environment: string, sid: string): Promise<void> {
    await this.request('DELETE', `${API}/${environment}/Variables/${sid}`);
  }

  /** Puts a build into an environment: a rollback, when it is an earlier one. */
  async activate(environment: string, buildSid: string): Promise<void> {
    await this.request('POST', `${API}/${environment}/Deployments`, new URLSearchParams({ BuildSid: buildSid }));
  }

  private async list<T>(path: string, key: string): Promise<T[]> {
    const found: T[] = [];
    let url: string | null = `${API}${path}`;
    while (url !== null) {
      const page = (await (await this.request('GET', url)).json()) as Record<string, T[]> & {
        meta: { next_page_url: string | null };
      };
      found.push(...(page[key] ?? []));
      url = page.meta.next_page_url;
    }
    return found;
  }

  private async request(method: string, url: string, body?: URLSearchParams): Promise<Response> {
    const credentials = Buffer.from(`${this.account.accountSid}:${this.account.authToken}`).toString('base64');
    const response = await fetch(url, {
      method,
      headers: { authorization: `Basic ${credentials}` },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body ? { body } : {}),
    });
    if (response.ok) return response;
    const { message = response.statusText } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Error(`Twilio answered ${response.status}: ${message}`);
  }
}
