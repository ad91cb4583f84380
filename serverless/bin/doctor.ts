import { commandArguments } from '../tools/command-arguments';
import { runDoctor } from '../tools/doctor/command';

/**
 * `npm run doctor -- --env-file .env.stage [--only twilio,salesforce] [--json]`: says what is wrong with an environment, and how to
 * mend it (OP-2). Reads only, but for one document of its own in Firestore. Exits with 1 where something fails, with 2 where it
 * could not look.
 */
runDoctor(commandArguments(), (text) => console.log(text)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
