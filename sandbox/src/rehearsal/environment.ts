import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { ACCOUNT } from '../environment';
import { SERVERLESS } from '../functions/start';
import { rerouteTwilio } from '../twilio/reroute';
import type { TwilioOptions } from '../twilio/options';
import { startTwilio, type TwilioStandIn } from '../twilio/stand-in';

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** An environment's file as an operator fills it in. */
export const ENV_FILE: Record<string, string> = {
  ACCOUNT_SID: ACCOUNT.accountSid,
  AUTH_TOKEN: ACCOUNT.authToken,
  TWILIO_FLEX_WORKSPACE_SID: ACCOUNT.workspaceSid,
  TWILIO_ENVIRONMENT: 'stage',
  AUDIT_KEY: 'rehearsal-'.repeat(4),
  FIREBASE_SERVICE_ACCOUNT_BASE64: Buffer.from(
    JSON.stringify({ project_id: 'p-1', client_email: 'a@b', private_key: PEM }),
  ).toString('base64'),
  SF_LOGIN_URL: 'https://login.salesforce.com',
  SF_CLIENT_ID: 'client',
  SF_USERNAME: 'user@example.com',
  SF_PRIVATE_KEY_BASE64: Buffer.from(PEM).toString('base64'),
};

/** Twilio's stand-in with an empty account, and what leads the vendors' own tools to it. */
export interface RehearsalEnvironment {
  twilio: TwilioStandIn;
  /** As the deployment takes it: Node's arguments, environment and a build folder of its own. */
  rehearsal: { outdir: string; nodeArguments: string[]; env: Record<string, string> };
  stop(): Promise<void>;
}

export async function startRehearsal(more: Pick<TwilioOptions, 'domainOf'> = {}): Promise<RehearsalEnvironment> {
  await mkdir(path.join(SERVERLESS, 'build'), { recursive: true });
  const folder = await mkdtemp(path.join(SERVERLESS, 'build', 'rehearsal-'));
  const preload = path.join(folder, 'preload.cjs');
  await build({
    entryPoints: [path.join(__dirname, '../functions/preload.ts')],
    outfile: preload,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const twilio = await startTwilio({
    port: 0,
    functionsUrl: '',
    ...ACCOUNT,
    // no desktop is opened here
    pluginBundle: '/none',
    desktopBundle: '/none',
    ...more,
  });
  const undo = rerouteTwilio(twilio.origin);
  return {
    twilio,
    rehearsal: {
      outdir: path.join(folder, 'build'),
      nodeArguments: ['--require', preload],
      env: { TWILIO_STAND_IN: twilio.origin },
    },
    stop: async () => {
      undo();
      await twilio.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
