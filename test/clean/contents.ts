import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { described, filesIn, snapshot, trashOf } from './support.ts';

const IN_TRASH = /^\.stemma\/trash\/[^/]+\/files\//;

/** Files by their paths in the workspace, each with its bytes, mtime and mode. */
export type Contents = Readonly<Record<string, string>>;

/** The files of a snapshot; folders left out. */
export function filesOnly(all: Contents): Contents {
  return Object.fromEntries(Object.entries(all).filter(([path]) => !path.endsWith('/')));
}

/** What lies in the trash, by the paths in the workspace. */
export function inTrash(root: string): Contents {
  const paths = filesIn(root, '.stemma/trash').filter((path) => IN_TRASH.test(path));
  return Object.fromEntries(paths.map((path) => [path.replace(IN_TRASH, ''), described(join(root, path))]));
}

/** What a workspace holds, in its place or in the trash: what must never get less. A file may lie in both as one inode. */
export function everything(root: string): Contents {
  const here = filesOnly(snapshot(root));
  const there = inTrash(root);
  for (const [path, bytes] of Object.entries(there)) {
    if (here[path] !== undefined) expect(`${path} ${here[path]}`).toBe(`${path} ${bytes}`);
  }
  return { ...there, ...here };
}

/** Asserts that the batches of the trash list what lies in it, each file once: a file in its place too is not counted. */
export function expectListed(root: string, here: Cleaning): void {
  const paths = filesIn(root, '.stemma/trash').filter((path) => IN_TRASH.test(path));
  const only = paths.filter((path) => {
    const place = lstatSync(join(root, path.replace(IN_TRASH, '')), { throwIfNoEntry: false });
    return place?.ino !== lstatSync(join(root, path)).ino;
  });
  expect(trashOf(here).reduce((sum, { files }) => sum + files, 0)).toBe(only.length);
}
