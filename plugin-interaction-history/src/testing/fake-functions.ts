import type { EndpointPath } from '@interaction-history/shared/src/contract/endpoints';
import type { ErrorCode } from '@interaction-history/shared/src/contract/errors';

/** A request as it left the browser. */
export interface Sent {
  path: EndpointPath;
  body: Record<string, string>;
  init: RequestInit;
}
type Answer = object | Response | (() => Promise<Response>);
type Answers = Partial<Record<EndpointPath, (body: Record<string, string>, nth: number) => Answer>>;

export const FUNCTIONS_URL = 'https://functions.example';

/** What the tab asks by the way: an org without services, unless the test is about them. */
const USUAL: Answers = { 'services/of-customer': () => ({ status: 'absent' }) };

/** Paths that were asked for and have no answer: a test's mistake, on which `setup.ts` fails it. */
const unanswered: string[] = [];
export const takeUnanswered = (): string[] => unanswered.splice(0);

/** The Functions at the network's edge: `fetch` is all that is replaced. What no answer is given for fails the test. */
export function fakeFunctions(answers: Answers): { sent: Sent[]; to: (path: EndpointPath) => Sent[]; answers: Answers } {
  const sent: Sent[] = [];
  const to = (path: EndpointPath): Sent[] => sent.filter((each) => each.path === path);
  globalThis.fetch = jest.fn(async (url: string, init: RequestInit = {}): Promise<Response> => {
    const path = url.replace(`${FUNCTIONS_URL}/`, '') as EndpointPath;
    // what every request carries is the client's matter, and tested there
    const { Contract: _contract, ...body } = Object.fromEntries(init.body as URLSearchParams) as Record<string, string>;
    sent.push({ path, body, init });
    const answer: ((body: Record<string, string>, nth: number) => Answer) | undefined = answers[path] ?? USUAL[path];
    if (!answer) {
      unanswered.push(path);
      throw new Error(`no answer for ${path}`);
    }
    const given = answer(body, to(path).length);
    if (isLater(given)) return given();
    return isResponse(given) ? given : json(200, given);
  }) as unknown as typeof fetch;
  return { sent, to, answers };
}

const isLater = (given: object): given is () => Promise<Response> => typeof given === 'function';
const isResponse = (given: object): given is Response => 'json' in given;

/** Enough of a Response for the client: jsdom has none. */
export const text = (status: number, body: string): Response =>
  ({
    ok: status < 400,
    status,
    json: () => Promise.resolve(JSON.parse(body) as unknown),
    text: () => Promise.resolve(body),
  }) as unknown as Response;
export const json = (status: number, body: object): Response => text(status, JSON.stringify(body));

export const refusal = (status: number, code: ErrorCode, more: object = {}): Response =>
  json(status, { error: { code, message: 'in words', retryable: status >= 429, correlationId: 'c0ffee00-1111', ...more } });

/** A network that is gone, as fetch reports it. */
export const unreachable = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
export const never = (): Promise<Response> => new Promise(() => undefined);
