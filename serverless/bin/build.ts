import path from 'node:path';
import { addAssets, buildFunctions } from '../tools/build-functions';

/** `npm run build -w serverless`: the Functions and assets as Twilio takes them, with their sizes. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '..');
  const built = await buildFunctions(root);
  for (const { route, bytes } of [...built, ...(await addAssets(root))])
    console.log(`${route.padEnd(28)} ${(bytes / 1024).toFixed(1).padStart(6)} KB`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
