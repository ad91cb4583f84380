import type { BrowserSession } from '../e2e/support';
import { report } from './report';

/**
 * What the agent's browser waits for between ring and data: requests to the Functions, how many of them one after another,
 * preflights. Measured in the real Flex UI in Chromium; the depth from the requests' own times.
 */
export async function browserPath(session: BrowserSession): Promise<void> {
  const ada = await session.desktop('ada');
  const functions = `:${session.running.port + 1}/`;
  const spans: { path: string; from: number; to: number }[] = [];
  const open = new Map<unknown, { path: string; from: number }>();
  ada.page.on('request', (request) => {
    // what a desktop asks for again by itself, settings and reason codes, is no part of a pop and comes when it comes
    if (request.url().includes(functions) && /\/(customers|interactions|tasks)\//.test(request.url()))
      open.set(request, { path: `${request.method()} ${new URL(request.url()).pathname}`, from: performance.now() });
  });
  ada.page.on('requestfinished', (request) => {
    const begun = open.get(request);
    if (begun !== undefined) spans.push({ ...begun, to: performance.now() });
  });
  for (const [persona, sign] of [
    ['stored', 'Priya Natarajan'],
    ['three-matches', 'ringing'],
    ['one-match', 'David Okafor'],
  ] as const) {
    spans.length = 0;
    const began = performance.now();
    const { taskSid } = await ada.ring(persona);
    await ada.accept(taskSid);
    await ada
      .section('Customer')
      .getByText(persona === 'three-matches' ? 'Who is it?' : sign)
      .first()
      .waitFor();
    const shown = performance.now() - began;
    const preflights = spans.filter(({ path }) => path.startsWith('OPTIONS')).length;
    const depth = depthOf(spans);
    const deepest = persona === 'one-match' ? 2 : 1;
    report({
      what: `${persona}: browser requests, one after another, preflights`,
      value: `${spans.length}, ${depth}, ${preflights}`,
      target: `depth ≤ ${deepest}, no preflight`,
      ok: depth <= deepest && preflights === 0,
    });
    report({
      what: `${persona}: ring to data on the open tab, Accept pressed at once`,
      value: `${(shown / 1000).toFixed(2)} s`,
    });
    await ada.finish(taskSid);
  }
  await ada.page.context().close();
}

/** The longest chain of requests of which each began after the one before had ended. */
function depthOf(spans: readonly { from: number; to: number }[]): number {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const depths: number[] = [];
  sorted.forEach((span, i) => {
    const before = sorted.slice(0, i).map((earlier, j) => (earlier.to <= span.from ? (depths[j] ?? 0) : 0));
    depths.push(1 + Math.max(0, ...before));
  });
  return Math.max(0, ...depths);
}
