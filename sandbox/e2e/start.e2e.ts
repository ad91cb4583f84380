import { createServer } from 'node:net';
import { fiveFreePorts, Running } from './support';

jest.setTimeout(120_000);

describe('the start command', () => {
  afterEach(() => Running.stopAll());

  test('OP-1 prints the addresses, answers on loopback, and Ctrl-C stops everything it started', async () => {
    const running = await Running.start();
    await running.ready();
    for (const address of ['/', '/phone', '/agent-desktop']) expect((await fetch(running.origin + address)).status).toBe(200);
    expect(running.output).toContain(`${running.origin}/agent-desktop?as=ada`);
    expect(await running.interrupt()).toBe(0);
    await expect(fetch(running.origin)).rejects.toThrow();
    for (const next of [1, 2, 3]) await expect(fetch(`http://127.0.0.1:${running.port + next}`)).rejects.toThrow();
  });

  test('OP-1 Functions whose process dies end the sandbox with an error that says so', async () => {
    const running = await Running.start();
    await running.ready();
    const { pid } = (await (await fetch(`${running.origin}/_lab/functions`, { method: 'POST' })).json()) as { pid: number };
    process.kill(pid, 'SIGKILL');
    expect(await running.ended).toBe(1);
    expect(running.output).toContain('The Functions’ process ended with SIGKILL');
    expect(() => running.assertRunning()).toThrow('ended by itself');
  });

  test('the Functions refuse over HTTP what they refuse in process, and live on', async () => {
    const running = await Running.start();
    await running.ready();
    const functions = `http://127.0.0.1:${running.port + 1}`;
    const post = async (
      body: string | URLSearchParams,
      headers: Record<string, string> = {},
    ): Promise<[number, string | undefined]> => {
      const response = await fetch(`${functions}/customers/lookup`, { method: 'POST', body, headers });
      const { error } = (await response.json()) as { error?: { code: string; correlationId: string } };
      return [response.status, error?.code];
    };
    const json = { 'content-type': 'application/json' };
    expect(await post('{"address":', json)).toEqual([400, 'invalid_request']);
    expect(await post('{}', json)).toEqual([401, 'unauthenticated']);
    expect(await post(new URLSearchParams({ Token: 'forged', address: 'x' }))).toEqual([401, 'unauthenticated']);
    expect(await post(new URLSearchParams({ Token: 'x', address: 'x'.repeat(2_000_000) }))).toEqual([413, 'too_large']);
    expect(await post('x'.repeat(7_000_000), json)).toEqual([413, 'too_large']);
    expect(await post(new URLSearchParams({ Token: 'x' }), { origin: 'https://evil.example' })).toEqual([403, 'forbidden']);
    expect((await fetch(`${functions}/customers/lookup?Token=x&address=x`)).status).toBe(400);
    expect(await post(new URLSearchParams({ Token: 'forged' }))).toEqual([401, 'unauthenticated']);
    await running.interrupt();
  });

  test.each([0, 1, 2, 3, 4])('OP-1 a taken port is one clear line that says what to do (PORT + %i)', async (offset) => {
    const squatter = createServer();
    const first = await fiveFreePorts();
    const port = first + offset;
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const running = await Running.start(first);
    expect(await running.ended).toBe(1);
    const complaint = running.output.trim().split('\n').at(-1);
    expect(complaint).toMatch(new RegExp(`Port ${port}.* is taken`));
    expect(running.output).not.toMatch(/\n\s+at /);
    squatter.close();
  });

  test('OP-1 a PORT that is no port is refused', async () => {
    const running = await Running.start(-5);
    expect(await running.ended).toBe(1);
    expect(running.output).toContain('PORT is -5');
  });
});
