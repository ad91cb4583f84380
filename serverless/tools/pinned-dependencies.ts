/** The part of package-lock.json (version 3) that says what is installed. */
export interface Lock {
  packages: Record<string, LockedPackage | undefined>;
}
interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  /** Of a package that is for some machines only. */
  os?: string[];
  cpu?: string[];
}

/** Twilio puts its own in their place. */
const TWILIOS_OWN = ['@twilio/runtime-handler', 'twilio'];

/**
 * Every package below the Functions' own ones, at the version that was tested here. Twilio's build takes a list of names and versions
 * (twilio.com/docs/serverless/api/resource/build), no lockfile and no overrides, so each is named as a direct one. Where several versions of
 * a package are installed, the one at the top is named: the others, which npm puts below those who need them, float within their ranges.
 * @param direct names and exact versions of the Functions' own dependencies
 */
export function pinnedDependencies(lock: Lock, direct: Readonly<Record<string, string>>): Record<string, string> {
  const pinned = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = Object.keys(direct).map((name) => ({ from: '', name }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const place = placeOf(lock, next.from, next.name);
    const installed = place === null ? undefined : lock.packages[place];
    if (place === null || installed?.version === undefined || seen.has(place) || TWILIOS_OWN.includes(next.name)) continue;
    seen.add(place);
    // would fail to install on another machine than this
    if (installed.os !== undefined || installed.cpu !== undefined) continue;
    const isAtTop = place === `node_modules/${next.name}`;
    if (isAtTop || !pinned.has(next.name)) pinned.set(next.name, installed.version);
    for (const name of Object.keys({ ...installed.dependencies, ...installed.optionalDependencies }))
      waiting.push({ from: place, name });
  }
  return Object.fromEntries([...pinned, ...Object.entries(direct)].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Where npm put what a package asks for: beside it, or in the next folder above. */
function placeOf(lock: Lock, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (folder === '') return null;
  }
}
