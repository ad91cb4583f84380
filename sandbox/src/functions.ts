import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { addAssets, buildFunctions, type BuiltFunction } from '@interaction-history/serverless/tools/build-functions';
import type { ErrorBody } from '@interaction-history/shared/src/contract/errors';

/** The official handler's server, as far as we use it; the package ships its types behind an export map that older resolvers miss. */
interface RuntimeApp {
  (request: unknown, response: unknown): void;
  use(
    handler: (
      error: { type?: string; status?: number },
      request: unknown,
      response: ExpressResponse,
      next: (error?: unknown) => void,
    ) => void,
  ): void;
}
interface ExpressResponse {
  status(code: number): ExpressResponse;
  json(body: unknown): void;
}

/** What the Functions do instead of answering. */
export type FunctionsFault = 'reset' | 'hang' | '500' | null;

export interface FunctionsHost {
  origin: string;
  setFault(fault: FunctionsFault): void;
  /** Requests that came in, by path, preflights apart: `POST /customers/lookup` → 2. */
  requests: Map<string, number>;
  stop(): Promise<void>;
}

/** Where the Functions' workspace is. */
export const SERVERLESS = path.resolve(__dirname, '../../serverless');

/**
 * The built Functions in Twilio's own local runtime, in this process, on loopback alone (twilio-run binds every interface).
 * No fork: module state lives between calls, as it does on Twilio.
 */
export async function startFunctions(options: {
  port: number;
  env: Record<string, string>;
  outdir?: string;
}): Promise<FunctionsHost> {
  const built = await buildFunctions(SERVERLESS, options.outdir);
  const assets = await addAssets(SERVERLESS, options.outdir);
  const { LocalDevelopmentServer } = await import('@twilio/runtime-handler/dev');
  const runtime = new LocalDevelopmentServer(options.port, {
    baseDir: SERVERLESS,
    env: options.env,
    port: options.port,
    url: `http://127.0.0.1:${options.port}`,
    detailedLogs: false,
    live: false,
    logs: false,
    legacyMode: false,
    appName: 'sandbox',
    forkProcess: false,
    enableDebugLogs: false,
    routes: {
      functions: built.map(published),
      assets: assets.map(published),
    },
  });
  const app = runtime.getApp() as unknown as RuntimeApp;
  app.use(bodyRefused);
  let fault: FunctionsFault = null;
  const requests = new Map<string, number>();
  const server = createServer((request, response) => {
    const line = `${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`;
    requests.set(line, (requests.get(line) ?? 0) + 1);
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault === '500')
      return void response.writeHead(500, { 'content-type': 'text/html' }).end('<html><body>Internal Server Error</body></html>');
    app(request, response);
  });
  await listen(server, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    setFault: (next) => {
      fault = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As the runtime wants to know a Function or an asset. */
const published = ({ route, file }: BuiltFunction) => ({
  name: route,
  path: route,
  filePath: file,
  access: 'public' as const,
  content: '',
});

/** The runtime reads bodies before any Function sees them, and answers a bad one with a page of HTML; here it is said in the contract's form. */
function bodyRefused(
  error: { type?: string; status?: number },
  _request: unknown,
  response: ExpressResponse,
  next: (error?: unknown) => void,
): void {
  const tooLarge = error.type === 'entity.too.large';
  if (!tooLarge && error.status !== 400) return next(error);
  const body: ErrorBody = {
    error: {
      code: tooLarge ? 'too_large' : 'invalid_request',
      message: tooLarge ? 'The request is larger than the runtime takes' : 'The body cannot be read: send JSON or a form',
      retryable: false,
      correlationId: 'none',
    },
  };
  response.status(tooLarge ? 413 : 400).json(body);
}

/** Listens, or says in one line which port is taken. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken: stop what uses it, or set PORT to another number`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
