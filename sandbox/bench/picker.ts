import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { eventually, type Desktop, type BrowserSession } from '../e2e/support';
import { ms, percentile, quick, report } from './report';

const SIZES = [200, 2_000];
const KEYS = 'refund status order delivery line fault '.repeat(quick ? 1 : 2);

/** From a key pressed in the reason field to the list drawn, in Chromium in the real Flex UI, with few and with many codes. */
export async function picker(session: BrowserSession): Promise<void> {
  const medians = new Map<number, number>();
  for (const size of SIZES) {
    await publishCodes(session, size);
    const ada = await session.desktop('ada');
    const { taskSid } = await ada.ring('unknown', 'ada');
    await ada.accept(taskSid);
    const samples = await keystrokes(ada);
    medians.set(size, percentile(samples, 0.5));
    report({
      what: `${size.toLocaleString('en')} codes: keystroke to painted list, p50 and p95`,
      value: `${ms(percentile(samples, 0.5))}, ${ms(percentile(samples, 0.95))}`,
    });
    await ada.page.keyboard.press('Escape');
    await session.clear();
    await ada.page.context().close();
  }
  const [few = Number.NaN, many = Number.NaN] = SIZES.map((size) => medians.get(size));
  report({ what: '2,000 codes against 200, p50', value: `${(many / few).toFixed(2)} ×`, target: '≤ 3 ×', ok: many <= 3 * few });
}

/** Milliseconds of each key from its event to the frame after the list has changed. */
async function keystrokes(ada: Desktop): Promise<number[]> {
  await ada.page.locator('#ih-reason:enabled').focus();
  await ada.page.evaluate(() => {
    const times: number[] = [];
    (window as unknown as { keyTimes: number[] }).keyTimes = times;
    document.getElementById('ih-reason')?.addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        // React has drawn by the next frame; the frame after it is on the screen
        requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - began)));
      },
      true,
    );
  });
  for (const key of KEYS) {
    const before = await ada.page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.length);
    await ada.page.keyboard.type(key);
    await ada.page.waitForFunction((had) => (window as unknown as { keyTimes: number[] }).keyTimes.length > had, before);
    if (key === ' ') for (let n = 0; n < 7; n++) await ada.page.keyboard.press('Backspace');
  }
  return ada.page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

/**
 * Publishes what stands and as many made-up codes as make `size`, in groups of twenty, and waits until the Functions hand them
 * out: what they read may be up to 15 s old.
 */
async function publishCodes(session: BrowserSession, size: number): Promise<void> {
  const current = async (): Promise<ReasonTree> =>
    (await session.call<{ tree: ReasonTree }>('root', 'reason-codes/current')).tree;
  await eventually(async () => {
    const { version, codes: known } = await current();
    const codes = [...known];
    for (let n = codes.length; codes.length < size; n++) codes.push(madeUp(n));
    const answer = await session.call<{ outcome?: string }>('root', 'reason-codes/publish', {
      baseVersion: String(version),
      codes: JSON.stringify(codes),
      note: 'bench',
    });
    if (answer.outcome !== 'published') throw new Error(`not published: ${JSON.stringify(answer).slice(0, 300)}`);
  }, 30_000);
  await eventually(async () => {
    const { codes } = await current();
    if (codes.length < size) throw new Error(`${codes.length} codes are handed out, not ${size}`);
  }, 30_000);
}

const WORDS = ['Refund', 'Status', 'Delivery', 'Line', 'Fault', 'Order', 'Invoice', 'Address'];

function madeUp(n: number): ReasonCode {
  const isGroup = n % 20 === 0;
  const label = `${WORDS[n % 8]} ${WORDS[Math.floor(n / 8) % 8]} ${n}`;
  return {
    id: `bench_${n}`,
    parentId: isGroup || n < 40 ? null : `bench_${n - (n % 20)}`,
    labels: { en: label },
    reportingValue: `bench_${n}`,
    order: n,
    active: true,
    queues: [],
    channels: [],
    commentRequired: false,
    serviceAction: null,
  };
}
