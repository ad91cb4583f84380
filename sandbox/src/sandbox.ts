import path from 'node:path';
import { planDeployment } from '@interaction-history/serverless/tools/deploy/plan';
import { ACCOUNT, functionsEnvironment, newKeyPair, PROJECT_ID, SALESFORCE_USER } from './environment';
import { buildDesktop } from './desktop/build';
import { openEmbeddedFirestore, type EmbeddedFirestore } from './firestore/embedded';
import { seedFirestore } from './firestore/seed';
import { serveFirestore } from './firestore/server';
import { openFirestore } from '@interaction-history/serverless/src/vendors/firestore/store';
import { hostFunctions, startFunctions, type FunctionsHost } from './functions/start';
import { labInspection } from './lab-inspection';
import { labFaults } from './lab-faults';
import { startMaster, type MasterStandIn } from './master/stand-in';
import { startProvisioning, type Provisioning } from './provisioning';
import { pluginBundle } from './plugin-build';
import { startSalesforce, type SalesforceStandIn } from './salesforce/stand-in';
import { SHORT_TIMINGS } from './short-timings';
import { deployAndInstall } from './rehearsal/deployed';
import { registerDeployment } from './twilio/register-deployment';
import { startTwilio, type TwilioStandIn } from './twilio/stand-in';

/** A contact centre on a laptop, running. */
export interface Sandbox {
  /** Desktop, phone page and every stand-in for a Twilio host. */
  origin: string;
  functions: FunctionsHost;
  twilio: TwilioStandIn;
  salesforce: SalesforceStandIn;
  master: MasterStandIn;
  /** What provisions approved orders; null unless it was asked for. */
  provisioning: Provisioning | null;
  /** Null when FIRESTORE_EMULATOR_HOST points to Google's emulator. */
  firestore: EmbeddedFirestore | null;
  /** What the Functions were started with, and the worker. */
  env: Record<string, string>;
  /** Requests that a stand-in did not know, one line each. */
  unknown(): string[];
  stop(): Promise<void>;
}

export interface SandboxOptions {
  /** The desktop's port; Functions, Salesforce and master follow at +1, +2, +3. */
  port: number;
  customers?: number;
  /** How a chosen record comes up: tab (the default), panel or off. */
  popMode?: string | undefined;
  /** What runs is deployed to an empty account and installed from there first, on the Node that Twilio runs. */
  deployed?: boolean;
  /** For tests: waits are shorter than in production (`short-timings.ts`). */
  shortTimings?: boolean;
  /** `standard`: an org that nothing was deployed to. */
  salesforceOrg?: 'deployed' | 'standard';
  /** READS_WITH_TASK, READS_WITHOUT_TASK, SF_API_SHARE, for who asks more than agents do. */
  budgets?: Record<string, string>;
  /** Approved orders are provisioned: WHMCS at the desktop's port +4, Salesforce's events, and the worker in a process of its own. */
  provisioning?: boolean;
  /** The log of Functions and worker is not shown. */
  quiet?: boolean;
}

/** Starts everything; on a failure, what had started is stopped again and the reason is one line. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port } = options;
  const stops: (() => Promise<void> | void)[] = [];
  const started = <T extends { stop(): Promise<void> }>(part: T): T => {
    stops.unshift(() => part.stop());
    return part;
  };
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0)) await each();
  };
  try {
    const keys = newKeyPair();
    const origin = `http://127.0.0.1:${port}`;
    const googleEmulator = process.env.FIRESTORE_EMULATOR_HOST;
    const firestore = googleEmulator ? null : openEmbeddedFirestore(PROJECT_ID);
    const firestoreHost = firestore === null ? (googleEmulator ?? '') : started(await serveFirestore(firestore)).host;
    await seedFirestore(firestore?.store ?? (await openFirestore({ projectId: PROJECT_ID, serviceAccount: undefined })));
    const desktopFile = path.resolve(__dirname, '../../.cache/desktop/app.js');
    const [pluginFile, , salesforce, master] = await Promise.all([
      pluginBundle(),
      buildDesktop(desktopFile),
      startSalesforce({
        port: port + 2,
        host: '127.0.0.1',
        ...SALESFORCE_USER,
        certificate: keys.certificatePem,
        org: options.salesforceOrg ?? 'deployed',
      }).then(started),
      startMaster({
        port: port + 3,
        host: '127.0.0.1',
        asReader: true,
        ...(options.customers === undefined ? {} : { customers: options.customers }),
      }).then(started),
    ]);
    const env = functionsEnvironment({
      salesforceOrigin: salesforce.origin,
      privateKeyPem: keys.privateKeyPem,
      masterUrl: master.url,
      firestoreHost,
      allowedOrigins: [origin, `http://localhost:${port}`],
      ...(options.budgets === undefined ? {} : { budgets: options.budgets }),
    });
    const domain = `127.0.0.1:${port + 1}`;
    const deployed = options.deployed === true ? await deployAndInstall(env, domain) : null;
    const place = { port: port + 1, twilio: origin, quiet: options.quiet };
    const functions = started(
      deployed === null
        ? await startFunctions({
            ...place,
            env,
            timings: options.shortTimings === true ? SHORT_TIMINGS.functions : undefined,
          })
        : await hostFunctions({ ...place, ...deployed, outdir: deployed.folder, baseDir: deployed.folder }),
    );
    const provisioning =
      options.provisioning === true
        ? started(await startProvisioning({ port: port + 4, env, salesforce, quiet: options.quiet }))
        : null;
    const whmcs = provisioning?.whmcs ?? null;
    const unknown = (): string[] =>
      [...twilio.unknown, ...salesforce.unknown, ...(whmcs?.unknown ?? [])].map((request) => JSON.stringify(request));
    const lab = {
      ...labFaults({ salesforce, master, firestore, functions, whmcs }),
      ...labInspection({ salesforce, firestore, functions, unknown }),
    };
    const links = [
      { label: 'Salesforce', href: salesforce.origin },
      { label: 'Functions', href: functions.origin },
      ...(whmcs === null ? [] : [{ label: 'WHMCS', href: whmcs.origin }]),
    ];
    const twilio: TwilioStandIn = started(
      await startTwilio({
        port,
        functionsUrl: functions.origin,
        popMode: options.popMode,
        pluginTimings: options.shortTimings === true ? SHORT_TIMINGS.plugin : undefined,
        recordPages: salesforce.origin,
        ...ACCOUNT,
        pluginBundle: pluginFile,
        desktopBundle: desktopFile,
        lab,
        links,
      }),
    );
    await warmUp(functions, twilio);
    if (deployed === null) {
      const { variables } = planDeployment(env);
      registerDeployment(twilio.centre, { domain, suffix: null, variables, functions: functions.routes });
    } else {
      twilio.centre.adopt(deployed.account);
    }
    return {
      origin,
      env: { ...env, ...provisioning?.env },
      functions,
      twilio,
      salesforce,
      master,
      provisioning,
      firestore,
      unknown,
      stop,
    };
  } catch (error) {
    await stop();
    const { code, port: taken } = (error ?? {}) as { code?: string; port?: number };
    if (code === 'EADDRINUSE')
      throw new Error(`Port ${taken ?? port} is taken: stop what uses it, or set PORT to another number`);
    throw error;
  }
}

/**
 * Has the Functions load the packages of every source: seconds on a busy machine, which the first caller should not wait.
 * @throws Error when they fail for another reason than time
 */
async function warmUp(functions: FunctionsHost, twilio: TwilioStandIn): Promise<void> {
  const ask = (): Promise<Response> =>
    fetch(`${functions.origin}/health`, {
      method: 'POST',
      body: new URLSearchParams({ Token: twilio.issueToken('root').token }),
    });
  let { status } = await ask();
  // what was loaded when the deadline came is loaded
  for (let more = 5; (status === 503 || status === 504) && more > 0; more--) ({ status } = await ask());
  if (status !== 200) throw new Error(`The Functions do not work: health answered ${status}`);
  await functions.takeRequests();
}
