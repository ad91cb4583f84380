import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { Profiles } from './profiles';

const ROOT = path.resolve(__dirname, '../..');
/** `npm run test:real-time`: the product's own times, and whole flows at every width. */
export const inRealTime = process.env.REAL_TIME === '1';
export const SHOTS = path.join(ROOT, '.cache', 'shots');

/** The first of five ports in a row that nobody has, below the range from which the system hands out ports by itself. */
export async function fiveFreePorts(): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    if (await areFiveFree(first)) return first;
  }
}

const areFiveFree = async (first: number): Promise<boolean> =>
  (await Promise.all([0, 1, 2, 3, 4].map((offset) => isFree(first + offset)))).every(Boolean);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The product's own start command, running. */
export class Running {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.stdout?.on('data', (text: Buffer) => (this.output += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.ended = new Promise((resolve) => child.on('exit', resolve));
  }

  /** Runs what `npm start` runs, without npm between us and its signals. */
  static async start(port?: number, env: Record<string, string> = {}): Promise<Running> {
    const chosen = port ?? (await fiveFreePorts());
    const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/bin/start.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(chosen),
        NODE_ENV: 'development',
        SHORT_TIMINGS: inRealTime ? '0' : '1',
        ...env,
      },
    });
    const running = new Running(child, chosen);
    Running.all.add(running);
    return running;
  }

  private static readonly all = new Set<Running>();

  /** Ends whatever a failed test left running: the test run could not end otherwise. */
  static stopAll(): void {
    for (const { child } of Running.all) child.kill('SIGKILL');
    Running.all.clear();
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when the addresses are printed; rejects with the output when it ends before. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.output.includes('Ready in')) resolve();
      };
      this.child.stdout?.on('data', look);
      void this.ended.then(() => reject(new Error(`the sandbox ended:\n${this.output}`)));
      look();
    });
  }

  interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.ended;
  }

  /** @throws Error with its last words when the sandbox has ended by itself, as it does when the Functions' process dies */
  assertRunning(): void {
    if (this.child.exitCode !== null || this.child.signalCode !== null)
      throw new Error(`the sandbox ended by itself:\n${this.output}`);
  }
}

/** Checks again and again until the check passes; its last failure after `withinMs`. */
export async function eventually(check: () => Promise<void>, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

type Lab = Record<string, unknown>;
export interface LabTask {
  taskSid: string;
  status: string;
  attributes: Record<string, unknown>;
  version: number;
  reservations: { reservationSid: string; status: string; workerSid: string }[];
}

export interface BrowserSession {
  running: Running;
  /**
   * Opens a person's desktop in a browser profile of its own and waits until the plugin is in.
   * @param language the agent's own preference in Flex, `locale` the browser's
   */
  desktop(person?: string, of?: { language?: string | undefined; locale?: string }): Promise<Desktop>;
  /** The phone network, the faults, and what the sandbox shows of itself, by name. */
  lab<T = Lab>(name: string, body?: Lab): Promise<T>;
  task(taskSid: string): Promise<LabTask>;
  /** Calls a Function over HTTP as a browser does, as one of the sandbox's people. */
  call<T = Lab>(person: string, path: string, fields?: Record<string, string>): Promise<T>;
  documents(collection: string): Promise<Lab[]>;
  fault(source: string, fault: string | null): Promise<void>;
  /** Clears every fault and ends every task, so that one failed test does not fail the next. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole contact centre and a browser: the worker's in a test, one of its own in the bench. */
export async function startBrowserSession(env?: Record<string, string>): Promise<BrowserSession> {
  const shared = globalThis.sharedByWorker;
  const profiles = await (shared?.profiles() ?? ownBrowser());
  const port = shared?.port !== undefined && (await areFiveFree(shared.port)) ? shared.port : await fiveFreePorts();
  if (shared !== undefined) shared.port = port;
  const running = await Running.start(port, env);
  await running.ready();
  await mkdir(SHOTS, { recursive: true });
  const lab = async <T>(name: string, body: Lab = {}): Promise<T> => {
    const response = await fetch(`${running.origin}/_lab/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`/_lab/${name} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    running,
    lab,
    desktop: async (person = 'ada', { language, locale = 'en-US' } = {}) => {
      const page = await profiles.take(locale);
      const desktop = new Desktop(page, lab, () => profiles.giveBack(page));
      try {
        const preference = language === undefined ? '' : `&language=${language}`;
        await page.goto(`${running.origin}/agent-desktop?as=${person}${preference}`);
        await desktop.idle();
      } catch (error) {
        // a page that still loads would slow down the next test
        await page.context().close();
        throw error;
      }
      return desktop;
    },
    task: async (taskSid) => {
      const { tasks } = await lab<{ tasks: LabTask[] }>('state');
      const found = tasks.find((task) => task.taskSid === taskSid);
      if (found === undefined) throw new Error(`there is no task ${taskSid}`);
      return found;
    },
    call: async <T>(person: string, path: string, fields: Record<string, string> = {}) => {
      const { token } = await lab<{ token: string }>('token', { as: person });
      const response = await fetch(`http://127.0.0.1:${running.port + 1}/${path}`, {
        method: 'POST',
        body: new URLSearchParams({ ...fields, Token: token }),
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    documents: async (collection) => (await lab<{ documents: Lab[] }>('documents', { collection })).documents,
    fault: async (source, fault) => void (await lab('faults', { source, fault })),
    clear: async () => {
      running.assertRunning();
      const { sources } = await lab<{ sources: { id: string; fault: string | null }[] }>('faults');
      for (const { id, fault } of sources) if (fault !== null) await lab('faults', { source: id, fault: null });
      for (const { taskSid, status, reservations } of (await lab<{ tasks: LabTask[] }>('state')).tasks) {
        if (status === 'pending' || status === 'reserved') await lab('cancel', { taskSid });
        const held = reservations.some((each) => each.status === 'accepted' || each.status === 'wrapping');
        if (held && (status === 'assigned' || status === 'wrapping')) await lab('complete', { taskSid });
      }
    },
    stop: async () => {
      if (shared === undefined) await profiles.browser.close();
      else await profiles.giveBackAll();
      running.assertRunning();
      await running.interrupt();
    },
  };
}

async function ownBrowser(): Promise<Profiles> {
  const { startChromium } = await import('./chromium');
  return startChromium();
}

/** An agent at their desktop, and the customer's phone beside it. */
export class Desktop {
  /** Errors the page did not catch. */
  readonly pageErrors: string[] = [];

  constructor(
    readonly page: Page,
    private readonly lab: BrowserSession['lab'],
    private readonly giveBack: () => Promise<void>,
  ) {
    page.on('pageerror', (error) => this.pageErrors.push(String(error)));
    page.setDefaultTimeout(30_000);
  }

  /** The agent goes home: the next one finds the desktop as new. */
  close(): Promise<void> {
    return this.giveBack();
  }

  ring(persona: string, worker?: string): Promise<{ taskSid: string; reservationSid: string }> {
    return this.lab('ring', { persona, ...(worker ? { worker } : {}) });
  }

  /**
   * Presses Flex's own Accept, where the call is not one the agent made themselves, and waits for the tab, and until TaskRouter
   * knows: before that a hang-up would cancel the task.
   */
  async accept(taskSid: string): Promise<void> {
    const button = this.page.getByRole('button', { name: /^accept/i }).first();
    let pressedAt = -Infinity;
    await eventually(async () => {
      const { tasks } = await this.lab<{ tasks: LabTask[] }>('state');
      const task = tasks.find((each) => each.taskSid === taskSid);
      if (task?.status === 'assigned' && task.reservations.every(({ status }) => status !== 'pending')) return;
      // Flex draws a ringing task again while it rings, and a key pressed in that moment goes nowhere
      if (performance.now() - pressedAt > 2_000 && (await button.isVisible())) {
        pressedAt = performance.now();
        await button.press('Enter', { timeout: 2_000 });
      }
      throw new Error(`the task is ${task?.status ?? 'gone'}, not accepted`);
    }, 30_000);
    await this.section('Wrap-up').waitFor();
  }

  async hangUp(taskSid: string): Promise<void> {
    await this.lab('hangup', { taskSid });
  }

  /** Changes the agent's activity in Flex's own menu. */
  async become(activity: 'Available' | 'Offline'): Promise<void> {
    await this.page.getByRole('button', { name: /^Menu to change activity/ }).click();
    await this.page.getByRole('menuitem', { name: activity, exact: true }).click();
  }

  /** No task is left and the desktop waits. */
  async idle(): Promise<void> {
    await this.text('No active tasks').waitFor({ timeout: 60_000 });
  }

  /** Flex's own Complete button. */
  get completeButton(): Locator {
    return this.page.getByRole('button', { name: 'Complete', exact: true });
  }

  /** A section of the tab: Customer, Wrap-up, History, … */
  section(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  get reason(): Locator {
    return this.section('Wrap-up').getByRole('combobox', { name: /^Reason/ });
  }

  get comment(): Locator {
    return this.section('Wrap-up').getByRole('textbox', { name: /^Comment/ });
  }

  text(words: string | RegExp): Locator {
    return this.page.getByText(words).first();
  }

  /** Waits until the element with this id has the focus. */
  async focused(id: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
  }

  /** Presses Tab, as who has no mouse, until what has the focus is called so; Flex may still be drawing it, so for ten seconds. */
  async tabTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    const until = performance.now() + 10_000;
    while (performance.now() < until) {
      const focused = await this.page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return '';
        const labels = (element as HTMLInputElement).labels;
        return element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
      });
      if (name.test(focused)) return;
      passed.push(focused.slice(0, 30));
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${name} was not reached by Tab; passed: ${passed.slice(-40).join(' | ')}`);
  }

  /** Chooses a reason as an agent does: type, Enter. */
  async chooseReason(typed: string): Promise<void> {
    // the field waits for the acceptance and for the published reasons
    await this.page.locator('#ih-reason:enabled').waitFor();
    await this.reason.focus();
    await this.page.keyboard.type(typed);
    await this.page.getByRole('option').first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.focused('ih-comment');
  }

  /** Ends a call the short way: hang up, a reason, Complete. */
  async finish(taskSid: string, reason = 'order status'): Promise<void> {
    await this.hangUp(taskSid);
    await this.completeButton.waitFor();
    await this.chooseReason(reason);
    await this.completeButton.press('Enter');
    await this.idle();
  }

  /** Completes one of several tasks: the one that is selected. */
  async finishHeld(taskSid: string, reason = 'order status'): Promise<void> {
    await this.hangUp(taskSid);
    if ((await this.reason.inputValue()) === '') {
      await this.page.locator('#ih-reason:enabled').focus();
      await this.page.keyboard.type(reason);
      await this.page.getByRole('option').first().waitFor();
      await this.page.keyboard.press('Enter');
    }
    await this.completeButton.press('Enter');
  }

  /** The same agent in a second tab of the same browser. */
  async another(): Promise<Desktop> {
    const page = await this.page.context().newPage();
    const desktop = new Desktop(page, this.lab, () => page.close());
    await page.goto(this.page.url());
    return desktop;
  }

  /** A picture of the whole window, for looking at; kept in .cache/shots. */
  async shotOfWindow(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  }

  /** A picture of the task canvas. */
  async shot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`), clip: { x: 373, y: 52, width: 374, height: 948 } });
  }
}
