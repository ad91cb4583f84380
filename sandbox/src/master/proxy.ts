import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type MasterFault = 'hang' | 'reset' | 'refuse';

/**
 * Stands before the database, where the network is: passes bytes on, or fails as networks do.
 * `hang`: accepts and never answers; `reset`: cuts; `refuse`: nobody listens. All hit the open connections as well.
 */
export class FaultyProxy {
  private fault: MasterFault | null = null;
  private readonly sockets = new Set<Socket>();
  private server = this.create();
  private port = 0;

  constructor(
    private readonly upstreamPort: number,
    private readonly host: string,
  ) {}

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, this.host, resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this.port;
  }

  /** @param fault null: works again */
  async set(fault: MasterFault | null): Promise<void> {
    if (fault === this.fault) return;
    const closed = this.fault === 'refuse';
    this.fault = fault;
    if (fault === 'reset' || fault === 'refuse') for (const socket of this.sockets) socket.resetAndDestroy();
    if (fault === 'refuse') await new Promise<void>((resolve) => this.server.close(() => resolve()));
    else if (closed) {
      this.server = this.create();
      await this.listen(this.port);
    }
    // A connection that hung carries half a conversation: it cannot be taken up again.
    if (fault === null) for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private create(): ReturnType<typeof createServer> {
    return createServer((client) => {
      if (this.fault === 'reset') return client.resetAndDestroy();
      const database = connect(this.upstreamPort, this.host);
      for (const [from, to] of [
        [client, database],
        [database, client],
      ] as const) {
        this.sockets.add(from);
        from.setNoDelay(true);
        from.on('data', (bytes) => {
          if (this.fault !== 'hang') to.write(bytes);
        });
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
      }
    });
  }
}
