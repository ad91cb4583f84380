import { events } from './events';
import { history } from './history';
import { masterSizes } from './lookups';
import { desktop } from './desktop';
import { missed } from './report';
import { sizes } from './sizes';
import { stack } from './stack';

/**
 * `npm run bench`: figures of this machine, printed beside their targets. `npm run bench history` runs one part,
 * `npm run bench -- --quick` all of them in short. Ends with 1 when a target is missed or a part cannot finish.
 */
const PARTS: Record<string, () => Promise<void>> = { sizes, history, master: masterSizes, events, stack, desktop };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((argument) => argument !== '--quick');
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`There is no part called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  for (const [name, part] of Object.entries(PARTS)) if (wanted.length === 0 || wanted.includes(name)) await part();
  const misses = missed();
  console.log(
    misses.length === 0
      ? '\nEvery target is met.'
      : `\n${misses.length} target(s) missed: ${misses.map(({ what }) => what).join('; ')}`,
  );
  process.exit(misses.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
