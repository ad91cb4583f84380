import { listOf, parseXml, fromZip, textOf, type XmlElement } from './components';
import { deploy, type ComponentResult } from './deploy';
import { MetadataProblem } from './metadata-problem';
import type { OrgMetadata } from './org-metadata';
import { retrieve, type Retrieved } from './retrieve';

export interface SoapAnswer {
  status: number;
  xml: string;
}
/** What the Metadata API needs of the org. */
export interface MetadataHost {
  /** The user behind a session: only an administrator may deploy. Null: none, or an expired one. */
  userOf(sessionId: string): 'admin' | 'integration' | null;
  metadata(): OrgMetadata;
  replace(metadata: OrgMetadata): void;
  /** A standard value set's present values. */
  valuesOf(set: string): readonly string[] | undefined;
  flowsAsActive: boolean;
}
interface Deployment {
  id: string;
  checkOnly: boolean;
  results: ComponentResult[];
  /** Answers that it is still in progress before it is done. */
  polls: number;
  startDate: string;
}

/** The Metadata API's SOAP end point: deploy and retrieve with their checks, which is what `sf project` uses (Metadata API guide, "File-Based Calls"). */
export class MetadataApi {
  private readonly retrievals = new Map<string, Retrieved>();
  private readonly deployments = new Map<string, Deployment>();

  constructor(
    private readonly host: MetadataHost,
    private readonly now: () => number,
  ) {}

  /** @returns null: a call that this stand-in doesn't know */
  call(envelope: string): SoapAnswer | null {
    let request: XmlElement;
    try {
      request = unprefixed(parseXml(envelope)[1]);
    } catch (error) {
      if (!(error instanceof MetadataProblem)) throw error;
      return fault('soapenv:Client', error.message);
    }
    const [header, body] = [request.Header, request.Body].map((part) => (part ?? {}) as XmlElement) as [XmlElement, XmlElement];
    const user = this.host.userOf(textOf((header.SessionHeader as XmlElement | undefined)?.sessionId));
    if (user === null)
      return fault('sf:INVALID_SESSION_ID', 'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session');
    if (user !== 'admin')
      return fault(
        'sf:INSUFFICIENT_ACCESS',
        'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
      );
    const [[operation, given] = ['', {}]] = Object.entries(body);
    const parameters = (typeof given === 'string' ? {} : given) as XmlElement;
    if (operation === 'deploy') return this.deploy(parameters);
    if (operation === 'retrieve') return this.retrieve((parameters.request ?? parameters.retrieveRequest ?? {}) as XmlElement);
    if (operation === 'checkRetrieveStatus') return this.retrieved(textOf(parameters.asyncProcessId));
    if (operation === 'checkDeployStatus') return this.status(textOf(parameters.asyncProcessId));
    return null;
  }

  private deploy(parameters: XmlElement): SoapAnswer {
    const options = (parameters.DeployOptions ?? {}) as XmlElement;
    const checkOnly = textOf(options.checkOnly) === 'true';
    const id = `0Af5e${String(this.deployments.size + 1).padStart(10, '0')}AAA`;
    const next = this.host.metadata().copy();
    let results: ComponentResult[];
    try {
      const { files, named } = fromZip(Buffer.from(textOf(parameters.ZipFile), 'base64'));
      results = deploy(files, next, { named, flowsAsActive: this.host.flowsAsActive });
    } catch (error) {
      if (!(error instanceof MetadataProblem)) throw error;
      results = [{ type: '', fullName: 'package.xml', fileName: 'package.xml', created: false, problem: error.message }];
    }
    // rollbackOnError is what an org in production insists on, and what the tools send
    if (!checkOnly && results.every(({ problem }) => problem === null)) this.host.replace(next);
    this.deployments.set(id, { id, checkOnly, results, polls: 1, startDate: new Date(this.now()).toISOString() });
    return answer('deploy', element('done', 'false') + element('id', id) + element('state', 'Queued'));
  }

  private retrieve(request: XmlElement): SoapAnswer {
    const types = listOf((request.unpackaged as XmlElement | undefined)?.types);
    const wanted = new Map(types.map(({ name, members }) => [textOf(name), listOf<string>(members)]));
    const id = `09S5e${String(this.retrievals.size + 1).padStart(10, '0')}AAA`;
    this.retrievals.set(
      id,
      retrieve(wanted, this.host.metadata(), (set) => this.host.valuesOf(set)),
    );
    return answer('retrieve', element('done', 'false') + element('id', id) + element('state', 'Queued'));
  }

  private retrieved(id: string): SoapAnswer {
    const found = this.retrievals.get(id);
    if (found === undefined) return fault('sf:INVALID_ID_FIELD', 'INVALID_ID_FIELD: invalid retrieve id');
    const at = new Date(this.now()).toISOString();
    const by = 'createdBy lastModifiedBy'
      .split(' ')
      .map((who) => element(`${who}Id`, '0055e000000000B') + element(`${who}Name`, 'Administrator'));
    const files = found.files.map((file) =>
      element(
        'fileProperties',
        [
          ...by,
          element('createdDate', at),
          element('lastModifiedDate', at),
          element('id', ''),
          ...Object.entries(file).map(([name, value]) => element(name, escaped(value))),
        ].join(''),
      ),
    );
    const messages = found.problems.map((problem) =>
      element('messages', element('fileName', 'unpackaged/package.xml') + element('problem', escaped(problem))),
    );
    const rest = element('done', 'true') + element('id', id) + element('status', 'Succeeded') + element('success', 'true');
    return answer('checkRetrieveStatus', [...files, ...messages, rest, element('zipFile', found.zipFile)].join(''));
  }

  private status(id: string): SoapAnswer {
    const found = this.deployments.get(id);
    if (found === undefined) return fault('sf:INVALID_ID_FIELD', 'INVALID_ID_FIELD: invalid deploy id');
    return answer('checkDeployStatus', resultOf(found, found.polls-- <= 0, new Date(this.now()).toISOString()));
  }
}

function resultOf({ id, checkOnly, results, startDate }: Deployment, done: boolean, at: string): string {
  const failed = results.filter(({ problem }) => problem !== null);
  const fields = (one: ComponentResult): string =>
    Object.entries({
      changed: String(one.problem === null),
      componentType: one.type,
      created: String(one.created && one.problem === null),
      createdDate: at,
      deleted: 'false',
      fileName: one.fileName,
      fullName: one.fullName,
      success: String(one.problem === null),
      ...(one.problem === null ? {} : { problem: one.problem, problemType: 'Error' }),
    })
      .map(([name, value]) => element(name, escaped(value)))
      .join('');
  const details = results
    .map((one) => element(one.problem === null ? 'componentSuccesses' : 'componentFailures', fields(one)))
    .join('');
  const tests = element('runTestResult', element('numFailures', '0') + element('numTestsRun', '0') + element('totalTime', '0.0'));
  return [
    element('checkOnly', String(checkOnly)),
    ...(done ? [element('completedDate', at)] : []),
    element('createdBy', '0055e000000000B'),
    element('createdByName', 'Administrator'),
    element('createdDate', startDate),
    ...(done ? [element('details', details + tests)] : []),
    element('done', String(done)),
    element('id', id),
    element('ignoreWarnings', 'false'),
    element('lastModifiedDate', at),
    element('numberComponentErrors', String(done ? failed.length : 0)),
    element('numberComponentsDeployed', String(done && failed.length === 0 ? results.length : 0)),
    element('numberComponentsTotal', String(results.length)),
    element('numberTestErrors', '0'),
    element('numberTestsCompleted', '0'),
    element('numberTestsTotal', '0'),
    element('rollbackOnError', 'true'),
    element('runTestsEnabled', 'false'),
    element('startDate', startDate),
    element('status', !done ? 'InProgress' : failed.length > 0 ? 'Failed' : 'Succeeded'),
    element('success', String(done && failed.length === 0)),
  ].join('');
}

/** Clients choose their own prefixes. */
function unprefixed(node: XmlElement): XmlElement {
  const entries = Object.entries(node).map(([name, value]): [string, XmlElement[string]] => {
    const plain = listOf<XmlElement | string>(value).map((one) => (typeof one === 'string' ? one : unprefixed(one)));
    return [name.replace(/^\w+:/, ''), Array.isArray(value) ? plain : (plain[0] ?? '')];
  });
  return Object.fromEntries(entries);
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');
const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;
const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
const answer = (operation: string, result: string): SoapAnswer => ({
  status: 200,
  xml: envelope(element(`${operation}Response`, element('result', result))),
});
const fault = (code: string, message: string): SoapAnswer => ({
  status: 500,
  xml: envelope(
    `<soapenv:Fault xmlns:sf="http://soap.sforce.com/2006/04/metadata"><faultcode>${code}</faultcode><faultstring>${escaped(message)}</faultstring></soapenv:Fault>`,
  ),
});
