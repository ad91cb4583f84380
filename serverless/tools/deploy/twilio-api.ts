/** An API that doesn't answer must not keep an operator waiting for ever. */
const ANSWER_MS = 30_000;

export interface Account {
  accountSid: string;
  authToken: string;
}

/** Twilio said no. */
export class TwilioRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`Twilio answered ${status}: ${message}`);
    this.name = 'TwilioRefusal';
  }
}

/** Twilio's REST APIs with the account's credentials: what its own tools leave undone. */
export class TwilioApi {
  constructor(private readonly account: Account) {}

  /** @throws TwilioRefusal */
  async get<T>(url: string): Promise<T> {
    return (await this.request('GET', url)).json() as Promise<T>;
  }

  /** Null where there is no such thing. */
  async find<T>(url: string): Promise<T | null> {
    return this.get<T>(url).catch((error: unknown) => {
      if (error instanceof TwilioRefusal && error.status === 404) return null;
      throw error;
    });
  }

  /** Every page of a list. */
  async list<T>(url: string, key: string): Promise<T[]> {
    const found: T[] = [];
    for (let next: string | null = url; next !== null;) {
      const page: Record<string, T[]> & { meta: { next_page_url: string | null } } = await this.get(next);
      found.push(...(page[key] ?? []));
      next = page.meta.next_page_url;
    }
    return found;
  }

  /** @param body a form's fields, an upload, or JSON text */
  async post<T>(url: string, body: URLSearchParams | FormData | string): Promise<T> {
    return (await this.request('POST', url, body)).json() as Promise<T>;
  }

  async delete(url: string): Promise<void> {
    await this.request('DELETE', url);
  }

  private async request(method: string, url: string, body?: URLSearchParams | FormData | string): Promise<Response> {
    const credentials = Buffer.from(`${this.account.accountSid}:${this.account.authToken}`).toString('base64');
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Basic ${credentials}`,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return response;
    const { message = response.statusText } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new TwilioRefusal(response.status, message);
  }
}
