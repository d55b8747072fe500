/** The scripts of threads, by the name of their source file. */
export type ThreadName = 'core-thread' | 'job-thread' | 'reading-thread';

/** `.ts` from sources, `.mjs` or `.cjs` in a bundle. */
const EXTENSION = /\.[cm]?[jt]s$/.exec(import.meta.url)?.[0] ?? '.mjs';

/** Where a thread's script is: beside this file, and bundles keep it so. */
export function threadScript(name: ThreadName): URL {
  return new URL(`./${name}${EXTENSION}`, import.meta.url);
}
