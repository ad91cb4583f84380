import type { Sandbox } from '../src/sandbox';

/** Calls a built Function over HTTP, as a browser does. @throws Error when it answers anything but 200 */
export function caller(sandbox: Sandbox, person: string): (path: string, fields?: Record<string, string>) => Promise<unknown> {
  const { token } = sandbox.twilio.issueToken(person);
  return async (path, fields = {}) => {
    const body = new URLSearchParams({ ...fields, Token: token });
    const response = await fetch(`${sandbox.functions.origin}/${path}`, { method: 'POST', body });
    const answer: unknown = await response.json();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`);
    return answer;
  };
}
