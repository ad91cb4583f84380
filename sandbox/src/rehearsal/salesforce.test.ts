import { DEFAULT_SERVICE_MAPPING } from '@interaction-history/shared/src/services/mapping';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDeployment } from '@interaction-history/serverless/tools/deploy/deployment';
import { salesforcePart, type SalesforceTarget } from '@interaction-history/serverless/tools/deploy/salesforce';
import { SalesforceCli } from '@interaction-history/serverless/tools/deploy/salesforce-cli';
import { deadlineIn } from '@interaction-history/serverless/src/runtime/deadline';
import { SalesforceClient } from '@interaction-history/serverless/src/vendors/salesforce/client';
import { diagnose } from '@interaction-history/serverless/src/vendors/salesforce/diagnose';
import { newKeyPair, SALESFORCE_USER } from '../environment';
import { fromSource } from '../salesforce/metadata/components';
import { SOURCE } from '../salesforce/org';
import { startSalesforce, type SalesforceOptions, type SalesforceStandIn } from '../salesforce/stand-in';
import { rehearsedSf } from './salesforce';

// the library is fetched once a machine, and starts for two seconds each time
jest.setTimeout(300_000);

const keys = newKeyPair();
const target: SalesforceTarget = {
  targetOrg: 'stage',
  contactEmail: 'admin@example.com',
  username: SALESFORCE_USER.username,
  certificatePem: keys.certificatePem,
};

describe('the org as code, deployed by Salesforce’s own library', () => {
  let org: SalesforceStandIn;
  let printed: string[];
  const start = async (options: Partial<SalesforceOptions> = {}): Promise<void> => {
    org = await startSalesforce({
      port: 0,
      host: '127.0.0.1',
      ...SALESFORCE_USER,
      certificate: keys.certificatePem,
      org: 'standard',
      ...options,
    });
  };
  const deploy = async (to = target, cli?: SalesforceCli): Promise<boolean> => {
    printed = [];
    return runDeployment({
      heading: '',
      command: '',
      rollback: '',
      parts: [salesforcePart(to, cli ?? (await rehearsedSf(org, 'stage')))],
      print: (line) => printed.push(line),
      confirm: async () => true,
    });
  };
  /** What is wrong, times apart: others may load this machine. */
  const examine = async () => {
    const salesforce = {
      loginUrl: org.origin,
      audience: 'https://login.salesforce.com',
      privateKeyPem: keys.privateKeyPem,
      ...SALESFORCE_USER,
      phoneFields: { Contact: [], Account: [] },
      services: DEFAULT_SERVICE_MAPPING,
      registrationSource: 'Legacy',
    };
    const client = new SalesforceClient(salesforce);
    const findings = await diagnose({
      client,
      config: { salesforce, defaultRegion: 'US' },
      deadline: deadlineIn(60_000),
      recall: true,
    });
    return findings.filter(({ id, level }) => level !== 'ok' && id !== 'salesforce.time');
  };
  afterEach(async () => {
    const { unknown } = org;
    await org.stop();
    expect(unknown).toEqual([]);
  });

  test('OP-3 a standard org becomes whole by one command, and doctor finds nothing any more; a second time changes nothing', async () => {
    await start();
    expect((await examine()).length).toBeGreaterThan(3);
    // what it was refused was expected
    org.unknown.splice(0);
    expect(await deploy()).toBe(true);
    expect(printed.join('\n')).toMatch(/\+ 36 custom fields; 0 are there/);
    expect(printed.join('\n')).toMatch(/ok\s+\d+ components deployed; the integration user has the permission set/);
    expect(await examine()).toEqual([]);
    expect(await deploy()).toBe(true);
    expect(printed.join('\n')).toMatch(/\+ 0 custom fields; 36 are there/);
    expect(await examine()).toEqual([]);
  });

  test('OP-5 what the org has stays: its stages, its fields and their values; only what is missing is added', async () => {
    await start();
    const stages = org.org.valuesOf('OpportunityStage') ?? [];
    expect(await deploy()).toBe(true);
    expect(org.org.valuesOf('OpportunityStage')?.slice(0, stages.length)).toEqual(stages);
    expect(org.org.valuesOf('OpportunityStage')).toContain('△Cancelling');
    expect(printed.join('\n')).toMatch(/~ OrderStatus: \+ Pending Review, Approved, Cancelled/);
  });

  test('OP-3 our own reading of the source is that of Salesforce’s library', async () => {
    await start();
    await deploy();
    const deployed = [...org.org.metadata.sources.keys()].sort();
    const read = fromSource(SOURCE).flatMap(({ type, fullName, node }) => [
      `${type}:${fullName === 'Activity' ? 'Task' : fullName}`,
      ...(Array.isArray(node.fields) ? node.fields : []).map(
        (field) => `CustomField:${fullName}.${String((field as { fullName?: unknown }).fullName)}`,
      ),
    ]);
    expect(deployed).toEqual(read.sort());
  });

  test('OP-5 a refused component stops it with Salesforce’s words, and nothing is in the org', async () => {
    await start({ ordersEnabled: false });
    expect(await deploy()).toBe(false);
    expect(printed.join('\n')).toMatch(
      /nothing was changed:\n[^]*Order_Approval_Set_Activating: start \(Start\) - The object "Order" can't be found/,
    );
    expect(org.org.metadata.sources.size).toBe(0);
  });

  test('OP-3 without a certificate everything but the app is deployed, and it is said', async () => {
    await start();
    expect(await deploy({ ...target, certificatePem: null, contactEmail: null })).toBe(true);
    expect(printed.join('\n')).toMatch(/no certificate, so no app: npm run salesforce:certificate/);
    expect(org.org.metadata.apps.size).toBe(0);
    expect(org.org.metadata.permissionSets.size).toBe(1);
  });

  test('OP-3 no tool, no log-in, no address: one line each, with what to do', async () => {
    await start();
    await expect(
      deploy(target, new SalesforceCli('stage', [path.join(mkdtempSync(path.join(tmpdir(), 'none-')), 'sf')])),
    ).rejects.toThrow(/tool is missing: npm install --global @salesforce\/cli, then sf org login web --alias stage/);
    await expect(deploy({ ...target, contactEmail: null })).rejects.toThrow('SF_CONTACT_EMAIL is not set');
  });
});
