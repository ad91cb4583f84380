import { createServer } from 'node:http';
import type { ErrorBody } from '@interaction-history/shared/src/contract/errors';
import { LocalDevelopmentServer } from '@twilio/runtime-handler/dev';
import { listen } from '../listen';
import type { Command, FunctionsFault, Reply, ServedAsset } from './protocol';

/*
 * The Functions' process: the built Functions in Twilio's own local runtime under plain Node, on loopback alone (twilio-run
 * binds every interface). No fork for each request: module state lives between calls, as it does on Twilio.
 */

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

let fault: FunctionsFault = null;
const requests = new Map<string, number>();

process.on('message', (command: Command) => {
  obey(command).then(
    (value) => reply({ id: command.id, value }),
    (error: unknown) => reply({ id: command.id, error: error instanceof Error ? error.message : String(error) }),
  );
});
// Ctrl-C reaches the whole group; when to end is the sandbox's to say
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

const reply = (message: Reply): void => void process.send?.(message);

async function obey(command: Command): Promise<unknown> {
  if (command.do === 'start') return start(command);
  if (command.do === 'fault') {
    fault = command.fault;
    return undefined;
  }
  if (command.do === 'memory') return process.memoryUsage().rss;
  const taken = Object.fromEntries(requests);
  requests.clear();
  return taken;
}

async function start({ port, baseDir, env, functions, assets }: Extract<Command, { do: 'start' }>): Promise<number> {
  const runtime = new LocalDevelopmentServer(port, {
    baseDir,
    env,
    port,
    url: `http://127.0.0.1:${port}`,
    detailedLogs: false,
    live: false,
    logs: false,
    legacyMode: false,
    appName: 'sandbox',
    forkProcess: false,
    enableDebugLogs: false,
    routes: { functions: functions.map(published), assets: assets.map(published) },
  });
  const app = runtime.getApp() as unknown as RuntimeApp;
  app.use(bodyRefused);
  const server = createServer((request, response) => {
    const line = `${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`;
    requests.set(line, (requests.get(line) ?? 0) + 1);
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault === '500')
      return void response.writeHead(500, { 'content-type': 'text/html' }).end('<html><body>Internal Server Error</body></html>');
    app(request, response);
  });
  return listen(server, port);
}

/** As the runtime wants to know a Function or an asset. */
const published = ({ route, file, isPrivate = false }: ServedAsset) => ({
  name: route,
  path: route,
  filePath: file,
  access: isPrivate ? ('private' as const) : ('public' as const),
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
