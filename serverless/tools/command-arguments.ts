/**
 * A command's arguments. Node 20 takes `--env-file` for its own wherever it stands, unless a `--` comes before it: with a file that isn't
 * there it ends with its own words before a command of ours has begun. So the scripts of package.json put a `--` first, which is dropped here.
 */
export function commandArguments(args: readonly string[] = process.argv.slice(2)): string[] {
  return args[0] === '--' ? args.slice(1) : [...args];
}
