import { invalid } from '../twilio-error';

/**
 * What Twilio's Serverless API refuses (twilio.com/docs/serverless/functions-assets, "Limits" and "Handler"; the variable's limit
 * is from Twilio's own Node library).
 */
export const HANDLERS = ['1.3.1', '2.0.0', '2.0.1', '2.1.2'];
/** `latest` is what the plugin's own tool asks for: its builds hold assets alone. */
export const RUNTIMES = ['node22', 'node24', 'latest'];
export const MOST_FUNCTIONS = 50;
export const MOST_PRIVATE_ASSETS = 50;
export const LONGEST_KEY = 128;
/** Bytes. */
export const LONGEST_VALUE = 450;
/** Bytes of the whole context as JSON; beyond it invocations may fail (error 82006). */
export const LARGEST_CONTEXT = 3 * 1024;

export function checkVariable(key: string, value: string): void {
  if (!/^\w+$/.test(key) || key.length > LONGEST_KEY) throw invalid(`Invalid Key: at most ${LONGEST_KEY} characters`);
  if (Buffer.byteLength(value) > LONGEST_VALUE) throw invalid(`Invalid Value: at most ${LONGEST_VALUE} bytes`);
}

export interface Dependency {
  name: string;
  version: string;
}

export function checkBuild(build: {
  functions: number;
  privateAssets: number;
  dependencies: readonly Dependency[];
  runtime: string;
}): void {
  if (build.functions > MOST_FUNCTIONS) throw invalid(`A build has at most ${MOST_FUNCTIONS} Function Versions`);
  if (build.privateAssets > MOST_PRIVATE_ASSETS)
    throw invalid(`A build has at most ${MOST_PRIVATE_ASSETS} private Asset Versions`);
  if (!RUNTIMES.includes(build.runtime)) throw invalid(`Runtime ${build.runtime} is not supported`);
  const handler = build.dependencies.find(({ name }) => name === '@twilio/runtime-handler');
  if (handler !== undefined && !HANDLERS.includes(handler.version))
    throw invalid(`No matching version found for @twilio/runtime-handler@${handler.version}`);
}
