import { indexFile } from '../../electron/registry/index/location.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** A workspace whose index is in a file, and closed. */
export function kept(name: 'corn' | 'branches-stacking' = 'branches-stacking') {
  const root = copyFixture(name);
  const cache = temporaryFolder();
  scanned(root, { cache }).close();
  return { root, cache, file: indexFile(cache, root), facts: dumpIndex(scanned(root).index) };
}

export function codes(workspace: Workspace): string[] {
  return workspace.notices.map(({ code }) => code);
}

/** Opens again two days later, when the whole file is checked. */
export const later = () => Date.now() + 2 * DAY;
