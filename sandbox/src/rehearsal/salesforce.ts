import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { SalesforceCli } from '@interaction-history/serverless/tools/deploy/salesforce-cli';
import type { SalesforceStandIn } from '../salesforce/stand-in';
import { CACHE, npm, twiliosNode } from './install';

const MANIFEST = path.join(__dirname, 'salesforce-tools');

/** Salesforce's own library as `sf`, logged in to a stand-in's org as its administrator under this alias. */
export async function rehearsedSf(org: SalesforceStandIn, alias: string): Promise<SalesforceCli> {
  const [tools, node] = [await installedTools(), await twiliosNode()];
  const session = { tools, instanceUrl: org.origin, accessToken: org.adminSession(), alias, username: 'admin@example.com' };
  const home = path.join(CACHE, 'salesforce-home');
  await mkdir(home, { recursive: true });
  // the library writes a log and its state into the home folder
  const env = { SF_REHEARSAL: JSON.stringify(session), HOME: home, SF_DISABLE_LOG_FILE: 'true' };
  return new SalesforceCli(alias, [node, path.join(MANIFEST, 'sf.js')], env);
}

/** Installed once a machine, as its lock file says. */
async function installedTools(): Promise<string> {
  const folder = path.join(CACHE, 'salesforce-tools');
  if (existsSync(folder)) return folder;
  const half = `${folder}-${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await cp(MANIFEST, half, { recursive: true });
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--omit=dev'], half);
  await rename(half, folder);
  return folder;
}
