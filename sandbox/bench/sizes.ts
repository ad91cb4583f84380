import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildFunctions, MAX_FUNCTION_BYTES } from '@interaction-history/serverless/tools/build-functions';
import { SERVERLESS } from '../src/functions/start';
import { pluginBundle } from '../src/plugin-build';
import { kb, ms, percentile, quick, report, section } from './report';

const run = promisify(execFile);
/** A process of its own each time, so that nothing is loaded before: only the module itself is timed. */
const COLD = `const t=performance.now();require(process.argv[1]);process.stdout.write(String(performance.now()-t))`;

/** Plugin bundle, each Function's own code, and its cold load without and with the packages its work needs. */
export async function sizes(): Promise<void> {
  section('Sizes and cold loads');
  const bundle = gzipSync(await readFile(await pluginBundle()), { level: 9 }).length;
  report({ what: 'plugin bundle, gzipped', value: kb(bundle), target: '≤ 130 KB', ok: bundle <= 130 * 1024 });
  const outdir = path.join(SERVERLESS, 'build', 'bench');
  for (const { route, file, bytes } of await buildFunctions(SERVERLESS, outdir)) {
    report({
      what: `${route}: own code`,
      value: kb(bytes),
      target: `≤ ${kb(MAX_FUNCTION_BYTES)}`,
      ok: bytes <= MAX_FUNCTION_BYTES,
    });
    // each is a process: in short, the one that a ringing call waits for
    if (quick && route !== '/customers/lookup') continue;
    const loads: number[] = [];
    for (let i = 0; i < 5; i++) loads.push(Number((await run(process.execPath, ['-e', COLD, file], { cwd: outdir })).stdout));
    report({ what: `${route}: cold load`, value: ms(percentile(loads, 0.5)) });
  }
}
