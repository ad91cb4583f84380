import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentProxy {
  port: number;
  /** What is open now carries nothing any more, and neither end is told: a router forgot it, or an instance was frozen. */
  silence(): void;
  /** Ends every connection, so that both ends know. */
  cut(): void;
  stop(): Promise<void>;
}

/** Stands before a server on loopback. New connections always work. */
export async function startSilentProxy(upstream: number): Promise<SilentProxy> {
  const sockets = new Set<Socket>();
  let generation = 0;
  const server = createServer((client) => {
    const born = generation;
    const behind = connect(upstream, '127.0.0.1');
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => born === generation && to.write(bytes));
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        if (born === generation) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => void (generation += 1),
    cut,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
