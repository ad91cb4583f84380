import { history } from './history';
import { masterSizes } from './lookups';
import { picker } from './picker';
import { missed } from './report';
import { sizes } from './sizes';
import { stack } from './stack';

/** `npm run bench`: figures of this machine, printed beside their targets. `npm run bench history` runs one part. */
const PARTS: Record<string, () => Promise<void>> = { sizes, history, picker, master: masterSizes, stack };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
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
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
