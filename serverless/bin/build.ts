import path from 'node:path';
import { buildFunctions } from '../src/build';

/** `npm run build -w serverless`: the Functions as Twilio takes them, with their sizes. */
async function main(): Promise<void> {
  const built = await buildFunctions(path.resolve(__dirname, '..'));
  for (const { route, bytes } of built) console.log(`${route.padEnd(28)} ${(bytes / 1024).toFixed(1).padStart(6)} KB`);
}

void main();
