import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VERSION } from '@interaction-history/shared/src/version';
import { FlexPluginsApi, type PluginVersion } from './plugins-api';
import { runTool, type Rehearsal } from './run-tool';
import type { Account } from './twilio-api';

export const PLUGIN = 'plugin-interaction-history';

/** What is released now, and what would be. */
export interface PluginChange {
  released: string | null;
  /** The version to release is with Twilio already. */
  isUploaded: boolean;
}

/**
 * The plugin, by the scripts that Twilio's command-line tool itself runs (docs/decisions/0029): check, build, upload, then
 * registered with a changelog and released. Nothing is live before the release.
 */
export class PluginDeployment {
  private readonly api: FlexPluginsApi;

  /** @param root the plugin's workspace */
  constructor(
    private readonly root: string,
    private readonly account: Account,
    private readonly rehearsal?: Rehearsal,
  ) {
    this.api = new FlexPluginsApi(account, PLUGIN);
  }

  async compare(): Promise<PluginChange> {
    const [released, version] = await Promise.all([this.api.released(), this.api.version(VERSION)]);
    return { released, isUploaded: version !== null };
  }

  /**
   * Uploads what is built, unless Twilio has just that, and releases it.
   * @throws Error where Twilio has this version with other content: a version never changes
   */
  async deploy(): Promise<{ version: string; isNew: boolean }> {
    const digest = await this.digest();
    const existing = await this.api.version(VERSION);
    if (existing !== null && !existing.changelog.includes(digest))
      throw new Error(
        `Twilio has a version ${VERSION} of the plugin with other content: raise the version first (npm version patch)`,
      );
    const version = existing ?? (await this.upload(digest));
    if ((await this.api.released()) !== VERSION) await this.api.release(version, `Interaction History ${VERSION}`);
    return { version: VERSION, isNew: existing === null };
  }

  /** Puts the version back that was released before. @returns null where there was none */
  async rollBack(): Promise<string | null> {
    for (const version of await this.api.formerlyReleased()) {
      const found = await this.api.version(version);
      if (found === null) continue;
      await this.api.release(found, `Back to ${version}`);
      return version;
    }
    return null;
  }

  private async upload(digest: string): Promise<PluginVersion> {
    const manifest = path.join(this.root, 'package.json');
    const before = await readFile(manifest);
    // overwrite: an upload that came to its end without being registered, and so was never live
    const output = await this.script('deploy', ['version', VERSION, '--overwrite']).finally(() => {
      // the script writes the version into it, in a formatting of its own
      return writeFile(manifest, before);
    });
    const [url] = /https:\/\/\S+\/bundle\.js/.exec(output) ?? [];
    if (url === undefined) throw new Error('Twilio’s upload told no address of the plugin');
    return this.api.register(VERSION, url, `Interaction History ${VERSION} (${digest})`);
  }

  /** Twilio’s own check of a plugin before it is built or deployed. */
  async check(): Promise<void> {
    await this.script('pre-script-check');
  }

  private async script(name: string, args: readonly string[] = []): Promise<string> {
    const scripts = path.dirname(createRequire(path.join(this.root, 'package.json')).resolve('@twilio/flex-plugin-scripts'));
    // they read React from the plugin's own folder, and npm takes the links away with every install
    await runTool('link-modules', process.execPath, [path.join(this.root, 'tools', 'link-modules.mjs')]);
    const home = await homeOfTheCommandLine();
    try {
      return await runTool(
        `flex-plugin ${name}`,
        process.execPath,
        [
          ...(this.rehearsal?.nodeArguments ?? []),
          path.join(scripts, 'scripts', `${name}.js`),
          ...args,
          '--name',
          PLUGIN,
          '--run-script',
        ],
        {
          cwd: this.root,
          env: {
            HOME: home,
            // no question, no keychain: the account is the file's
            CI: 'true',
            TWILIO_ACCOUNT_SID: this.account.accountSid,
            TWILIO_AUTH_TOKEN: this.account.authToken,
            ...this.rehearsal?.env,
          },
        },
      );
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }

  /** Of the built plugin: the same version is never deployed with other content. */
  private async digest(): Promise<string> {
    const bundle = path.join(this.root, 'build', `${PLUGIN}.js`);
    if (!existsSync(bundle)) throw new Error(`The plugin is not built: npm run build -w ${PLUGIN}`);
    return `sha256 ${createHash('sha256')
      .update(await readFile(bundle))
      .digest('hex')
      .slice(0, 16)}`;
  }
}

/** The scripts read which plugins the command-line tool has installed, from the home folder: an empty one has none. */
async function homeOfTheCommandLine(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'flex-'));
  await mkdir(path.join(home, '.twilio-cli'));
  await writeFile(path.join(home, '.twilio-cli', 'package.json'), JSON.stringify({ dependencies: {} }));
  return home;
}
