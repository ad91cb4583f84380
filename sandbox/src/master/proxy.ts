import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { endsWithSync, fatal, HTML, isQuery, queryFailed, TRUNCATED } from './protocol';

/**
 * `hang`: accepts and never answers; `reset`: cuts; `refuse`: nobody listens. `denied`: the log-in is refused; `full`: no
 * connection is free; `error`: every query fails; `html`: a web server stands at the port; `truncated`: the answer ends in
 * the middle; `slow`: each answer takes `slowMs`.
 */
export const MASTER_FAULTS = ['hang', 'reset', 'refuse', 'denied', 'full', 'error', 'html', 'truncated'] as const;
export type MasterFault = (typeof MASTER_FAULTS)[number] | 'slow';

/** What a connection hears in place of the database's own greeting; SQLSTATEs from PostgreSQL's appendix A. */
const GREETINGS: Partial<Record<MasterFault, Buffer>> = {
  denied: fatal('28P01', 'password authentication failed'),
  full: fatal('53300', 'sorry, too many clients already'),
  html: HTML,
  truncated: TRUNCATED,
};
/** Faults that end what is open: the next query needs a connection of its own, and meets the fault there. */
const CUTTING: ReadonlySet<MasterFault | null> = new Set(['reset', 'refuse', 'denied', 'full', 'html', 'truncated']);

/** Stands before the database, where the network is: passes bytes on, or fails. All faults hit the open connections as well. */
export class FaultyProxy {
  private fault: MasterFault | null = null;
  private readonly sockets = new Set<Socket>();
  private server = this.create();
  private port = 0;
  /** How long `slow` takes, in milliseconds. */
  slowMs = 4_000;
  /** Queries that came in so far. */
  queries = 0;
  /** How many clients are connected, and how many were at once, at most. */
  clients = 0;
  mostClients = 0;

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
    if (CUTTING.has(fault)) for (const socket of this.sockets) socket.resetAndDestroy();
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
      const greeting = this.fault === null ? undefined : GREETINGS[this.fault];
      // Once it has said who it is: a database speaks second
      if (greeting !== undefined) return client.once('data', () => client.end(greeting)).on('error', () => client.destroy());
      this.mostClients = Math.max(this.mostClients, ++this.clients);
      client.once('close', () => (this.clients -= 1));
      const database = connect(this.upstreamPort, this.host);
      for (const [from, to] of [
        [client, database],
        [database, client],
      ] as const) {
        this.sockets.add(from);
        from.setNoDelay(true);
        from.on('data', (bytes) => this.pass(bytes, from, to, from === client));
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  private pass(bytes: Buffer, from: Socket, to: Socket, asked: boolean): void {
    if (asked && isQuery(bytes)) this.queries += 1;
    if (this.fault === 'hang') return;
    if (this.fault === 'slow' && !asked) return void setTimeout(() => to.write(bytes), this.slowMs);
    if (this.fault !== 'error' || !asked || !isQuery(bytes)) to.write(bytes);
    else if (endsWithSync(bytes)) from.write(queryFailed('XX000', 'could not read block 0 of the relation'));
  }
}
