import type * as FlexUi from '@twilio/flex-ui';

type Payload = object | undefined;
type Listener = (payload: Payload, abort: () => void) => unknown;
type Replaced = (payload: Payload, original: Run, next: Run) => Promise<unknown>;
type Run = (payload: Payload) => unknown;

/**
 * Flex's Actions as twilio-flex.prod.js 2.17.1 has them: a listener that throws ends the round of listeners, those after it are never
 * called, and those before it are no longer waited for, so that what they cancel goes on; the newest replacement is called first.
 */
export function flexActions(original: Run): {
  flex: typeof FlexUi;
  listen: (event: string, listener: Listener) => void;
  replace: (name: string, replaced: Replaced) => void;
  /** Rejects when the action was cancelled, or refused by a replacement. */
  invoke: (name: string, payload: Payload) => Promise<unknown>;
} {
  const listeners = new Map<string, Listener[]>();
  const replacements = new Map<string, Replaced[]>();
  const listen = (event: string, listener: Listener): void =>
    void listeners.set(event, [...(listeners.get(event) ?? []), listener]);
  const replace = (name: string, replaced: Replaced): void =>
    void replacements.set(name, [...(replacements.get(name) ?? []), replaced]);
  const invoke = async (name: string, payload: Payload): Promise<unknown> => {
    let isAborted = false;
    try {
      await Promise.all((listeners.get(`before${name}`) ?? []).map((each) => each(payload, () => (isAborted = true))));
    } catch {
      // Flex reports it and goes on
    }
    if (isAborted) throw new Error(`Action ${name} cancelled by before event`);
    const chain = replacements.get(name) ?? [];
    const run = (at: number, given: Payload): unknown => {
      const replaced = chain[at];
      return replaced === undefined ? original(given) : replaced(given, original, (passed) => run(at - 1, passed));
    };
    return run(chain.length - 1, payload);
  };
  const flex = { Actions: { addListener: listen, replaceAction: replace } } as unknown as typeof FlexUi;
  return { flex, listen, replace, invoke };
}
