import { requireBasicAuth } from '../basic-auth';
import type { TwilioApi, TwilioCall } from '../call';
import type { Centre } from '../centre';
import { notFound, TwilioError } from '../twilio-error';
import type { Dependency } from './limits';
import type { Build, Environment, ServerlessStore, Service, Version } from './store';

interface Call {
  form: URLSearchParams;
  /** Only of an upload. */
  upload: FormData | null;
}
/** What is answered, or its promise; null: 204. */
type Handler = (call: Call, ...sids: string[]) => unknown;

/** serverless.twilio.com and serverless-upload.twilio.com, as Twilio's own deployment tools use them. */
export function serverlessApi(centre: Centre): TwilioApi {
  return async (call) => {
    requireBasicAuth(call.headers, centre.account);
    for (const [verb, pattern, handler] of routes(centre.serverless)) {
      const sids = pattern.exec(call.url.pathname)?.slice(1);
      if (verb !== call.method || sids === undefined) continue;
      const body = await handler(await readCall(call), ...sids);
      return { status: call.method === 'POST' ? 201 : body === null ? 204 : 200, body };
    }
    return null;
  };
}

const SID = '([A-Z]{2}[0-9a-f]{32}|[\\w-]+)';
const at = (path: string): RegExp => new RegExp(`^/v1/Services${path.replace(/:sid/g, SID)}$`);

function routes(store: ServerlessStore): [string, RegExp, Handler][] {
  const environmentOf = (service = '', environment = ''): [Service, Environment] => {
    const found = store.service(service);
    return [found, store.environment(found, environment)];
  };
  const versions =
    (kind: 'functions' | 'assets'): Handler =>
    async ({ upload }, service = '') => {
      if (upload === null) throw new TwilioError(400, 20001, 'Content is required');
      const content = upload.get('Content');
      const version = store.addVersion(store.service(service), kind, {
        path: textOf(upload.get('Path')),
        visibility: textOf(upload.get('Visibility')) as 'public',
        content: content instanceof File ? await content.text() : textOf(content),
      });
      return { sid: version.sid, path: version.path, visibility: version.visibility };
    };
  const resources = (kind: 'functions' | 'assets'): [string, RegExp, Handler][] => {
    const path = kind === 'functions' ? 'Functions' : 'Assets';
    return [
      ['GET', at(`/:sid/${path}`), (_call, sid = '') => list(kind, store.service(sid)[kind].map(described))],
      [
        'POST',
        at(`/:sid/${path}`),
        ({ form }, sid = '') => described(store.createResource(store.service(sid), kind, form.get('FriendlyName') ?? '')),
      ],
      ['POST', at(`/:sid/${path}/:sid/Versions`), versions(kind)],
    ];
  };
  return [
    ['GET', at(''), () => list('services', store.services.map(serviceBody))],
    ['POST', at(''), ({ form }) => serviceBody(store.createService(form.get('UniqueName') ?? ''))],
    ['GET', at('/:sid'), (_call, sid = '') => serviceBody(store.service(sid))],
    [
      'GET',
      at('/:sid/Environments'),
      (_call, sid = '') => list('environments', store.service(sid).environments.map(environmentBody)),
    ],
    [
      'POST',
      at('/:sid/Environments'),
      ({ form }, sid = '') =>
        environmentBody(store.createEnvironment(store.service(sid), form.get('UniqueName') ?? '', form.get('DomainSuffix'))),
    ],
    ['GET', at('/:sid/Environments/:sid'), (_call, ...sids) => environmentBody(environmentOf(...sids)[1])],
    ['GET', at('/:sid/Environments/:sid/Variables'), (_call, ...sids) => list('variables', variables(environmentOf(...sids)[1]))],
    [
      'POST',
      at('/:sid/Environments/:sid/Variables(?:/:sid)?'),
      ({ form }, ...sids) => {
        const [, environment] = environmentOf(...sids);
        const [key, value] = [form.get('Key') ?? '', form.get('Value') ?? ''];
        return { sid: store.setVariable(environment, key, value), key, value };
      },
    ],
    [
      'DELETE',
      at('/:sid/Environments/:sid/Variables/:sid'),
      (_call, service, environment, sid) => {
        const { variables: held } = environmentOf(service, environment)[1];
        const key = [...held].find(([, one]) => one.sid === sid)?.[0];
        if (key === undefined) throw notFound(`/Variables/${sid ?? ''}`);
        held.delete(key);
        return null;
      },
    ],
    [
      'POST',
      at('/:sid/Environments/:sid/Deployments'),
      ({ form }, ...sids) => {
        const buildSid = form.get('BuildSid') ?? '';
        store.deploy(...environmentOf(...sids), buildSid);
        return { build_sid: buildSid };
      },
    ],
    [
      'GET',
      at('/:sid/Environments/:sid/Deployments'),
      (_call, ...sids) =>
        list(
          'deployments',
          environmentOf(...sids)[1].deployments.map((buildSid) => ({ build_sid: buildSid })),
        ),
    ],
    [
      'GET',
      at('/:sid/Builds'),
      (_call, sid = '') =>
        list(
          'builds',
          store.service(sid).builds.map(({ sid: build }) => ({ sid: build })),
        ),
    ],
    [
      'POST',
      at('/:sid/Builds'),
      ({ form }, sid = '') => {
        const build = store.build(store.service(sid), {
          versions: [...form.getAll('FunctionVersions'), ...form.getAll('AssetVersions')],
          // twilio-run sends it as JSON within quotes
          dependencies: JSON.parse((form.get('Dependencies') ?? '[]').replace(/^"|"$/g, '') || '[]') as Dependency[],
          runtime: form.get('Runtime') ?? 'node22',
        });
        return { sid: build.sid, status: 'building' };
      },
    ],
    ['GET', at('/:sid/Builds/:sid'), (_call, service = '', sid = '') => buildBody(buildOf(store.service(service), sid))],
    [
      'GET',
      at('/:sid/Builds/:sid/Status'),
      (_call, service = '', sid = '') => {
        return { sid, status: statusOf(buildOf(store.service(service), sid)) };
      },
    ],
    ...resources('functions'),
    ...resources('assets'),
  ];
}

const textOf = (entry: File | string | null): string => (typeof entry === 'string' ? entry : '');
const described = ({ sid, name }: { sid: string; name: string }): object => ({ sid, friendly_name: name });
const serviceBody = ({ sid, uniqueName, accountSid }: Service): object => ({
  sid,
  account_sid: accountSid,
  unique_name: uniqueName,
  friendly_name: uniqueName,
});
const environmentBody = ({ sid, uniqueName, suffix, buildSid, domain }: Environment): object => ({
  sid,
  unique_name: uniqueName,
  domain_suffix: suffix,
  domain_name: domain,
  build_sid: buildSid,
});
function buildOf({ builds }: Service, sid: string): Build {
  const build = builds.find((one) => one.sid === sid);
  if (!build) throw notFound(`/Builds/${sid}`);
  return build;
}
/** Each time it is asked, a build is nearer to its end. */
const statusOf = (build: Build): string => (build.polls-- > 0 ? 'building' : 'completed');
const versionBody = ({ sid, path, visibility }: Version): object => ({ sid, path, visibility });
const buildBody = (build: Build): object => ({
  sid: build.sid,
  status: statusOf(build),
  runtime: build.runtime,
  function_versions: build.functions.map(versionBody),
  asset_versions: build.assets.map(versionBody),
  dependencies: build.dependencies,
});
const variables = (environment: Environment): object[] =>
  [...environment.variables].map(([key, { sid, value }]) => ({ sid, key, value }));
const list = (key: string, items: object[]): object => ({ [key]: items, meta: { key, next_page_url: null } });

async function readCall({ headers, body }: TwilioCall): Promise<Call> {
  const type = headers['content-type'] ?? '';
  const upload = type.startsWith('multipart/')
    ? await new Response(body, { headers: { 'content-type': type } }).formData()
    : null;
  return { form: new URLSearchParams(upload === null ? body : ''), upload };
}
