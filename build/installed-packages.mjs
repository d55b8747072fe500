import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How far the clocks of this process and of a file system may differ, in milliseconds. */
const clockTolerance = 2000;

/**
 * What package-lock.json tells of a package, as far as it matters here.
 *
 * @typedef {{ os?: string[], cpu?: string[], libc?: string[], link?: boolean, optional?: boolean,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
 *   peerDependencies?: Record<string, string> }} Locked
 */

/**
 * The folders of the packages that npm will put into node_modules here, as package-lock.json tells. Optional packages
 * for other systems are left out with all that only they want, as npm leaves them out.
 *
 * @param {string} root the checkout
 * @param {{ platform: string, arch: string }} [machine]
 * @returns {string[]} relative to the checkout; none where the lockfile tells of none
 */
export function expectedPackages(root, { platform, arch } = process) {
  const packages = Object.entries(readLockfile(join(root, 'package-lock.json')));
  const libc = libcOf(platform);
  let kept = packages.filter(
    ([, { os, cpu, libc: wanted }]) => fits(os, platform) && fits(cpu, arch) && fits(wanted, libc),
  );
  for (let before = Infinity; kept.length < before;) {
    before = kept.length;
    const wanted = new Set(kept.flatMap(([, locked]) => namesWanted(locked)));
    kept = kept.filter(([folder, { optional }]) => optional !== true || wanted.has(nameOf(folder)));
  }
  return kept.filter(([folder, { link }]) => folder !== '' && link !== true).map(([folder]) => folder);
}

/** @param {Locked} locked */
function namesWanted({ dependencies, optionalDependencies, peerDependencies }) {
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

/** @param {string} folder such as `node_modules/a/node_modules/@b/c` @returns {string} such as `@b/c` */
function nameOf(folder) {
  const before = 'node_modules/';
  return folder.slice(folder.lastIndexOf(before) + before.length);
}

/**
 * @param {string} file
 * @returns {Record<string, Locked>} empty where the file is
 *   no JSON, of which npm says more than could be said here
 */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * Counts the packages that npm has unpacked since a moment. npm makes all folders first and fills them then, and before
 * that the packages of an older install lie there: so what counts is when a package's own package.json came.
 *
 * @param {string} root the checkout
 * @param {readonly string[]} folders see {@link expectedPackages}
 * @param {number} sinceMs as `Date.now()` tells time
 * @returns {number}
 */
export function countUnpacked(root, folders, sinceMs) {
  let count = 0;
  for (const folder of folders) {
    const found = statSync(join(root, folder, 'package.json'), { throwIfNoEntry: false });
    if (found !== undefined && found.ctimeMs >= sinceMs - clockTolerance) count += 1;
  }
  return count;
}

/**
 * As npm reads the fields `os`, `cpu` and `libc`: names that fit, or with `!` those that do not.
 *
 * @param {readonly string[] | undefined} wanted
 * @param {string | null} here null where this machine has no such thing
 */
function fits(wanted, here) {
  if (wanted === undefined || wanted.length === 0) return true;
  if (here === null) return false;
  if (wanted.includes(`!${here}`)) return false;
  const named = wanted.filter((name) => !name.startsWith('!'));
  return named.length === 0 || named.includes(here) || named.includes('any');
}

/** @param {string} platform @returns {string | null} the C library's name as npm knows it */
function libcOf(platform) {
  if (platform !== 'linux') return null;
  // Otherwise a report asks for the names of all network addresses, which takes seconds on some networks.
  Object.assign(process.report, { excludeNetwork: true });
  /** @type {{ header?: { glibcVersionRuntime?: string } }} */
  const report = process.report.getReport();
  return report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}
