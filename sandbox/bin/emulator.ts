import { PROJECT_ID } from '../src/environment';
import { emulatorJar, startGoogleEmulator } from '../src/firestore/google-emulator';

/** `npm run emulator`: Google's Firestore emulator on loopback, and what to set to use it. */
async function main(): Promise<void> {
  const jar = emulatorJar();
  if (jar === undefined)
    throw new Error(
      'No emulator was found. Install google-cloud-cli-firestore-emulator, or run firebase-tools once, or set FIRESTORE_EMULATOR_JAR.',
    );
  const emulator = await startGoogleEmulator({
    jar,
    projectId: PROJECT_ID,
    port: Number(process.env.FIRESTORE_EMULATOR_PORT ?? 8080),
  });
  console.log(`\nGoogle's emulator is up. In another shell: FIRESTORE_EMULATOR_HOST=${emulator.host} npm start`);
  process.on('SIGINT', () => emulator.stop());
  process.exit(await emulator.ended);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
