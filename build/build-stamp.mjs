import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the output of a build depends on, relative to the checkout. */
const inputs = [
  'shared',
  'electron',
  'renderer',
  'build/build-changed.mjs',
  'build/compress-page.mjs',
  'build/no-named-icons.mjs',
  'build/used-blueprint.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

const stampFile = join('out', 'build-stamp');

/**
 * Hashes contents, not times: changing a branch and back touches files without changing them. Reading a
 * few hundred small files takes a few milliseconds.
 *
 * @param {string} root the checkout
 */
export function hashInputs(root) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of listFiles(root, input)) {
      // The length keeps two files from hashing as one with both contents.
      const content = readFileSync(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} hash of the inputs now
 * @param {string[]} outputs files that must be there, as absolute paths
 */
export function isBuilt(root, hash, outputs) {
  const path = join(root, stampFile);
  return existsSync(path) && readFileSync(path, 'utf8') === hash && outputs.every((file) => existsSync(file));
}

/** @param {string} root @param {string} hash of the inputs as they were before the build */
export function recordBuild(root, hash) {
  writeFileSync(join(root, stampFile), hash);
}

/** @param {string} root @param {string} path @returns {string[]} files with `/`, in a fixed order */
function listFiles(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).toSorted();
  return names.flatMap((name) => listFiles(root, `${path}/${name}`));
}
