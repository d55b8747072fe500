import fc from 'fast-check';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from '../../electron/registry/files/file-system.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { bentFileSystem, failing } from './bent-file-system.ts';
import { applyChange, beginning, changes } from './random-changes.ts';
import { scanned } from './scanning.ts';
import { removeFolder, temporaryFolder } from './temporary-folder.ts';

/**
 * A property of workspaces made at random, with links, copies, missing files and folders that can't be listed.
 *
 * @param holds is given the scanned workspace, and what it was scanned with
 */
export function ofRandomWorkspaces(
  holds: (workspace: Workspace, fs: FileSystem) => void,
): fc.IProperty<[number[], Parameters<typeof applyChange>[1][]]> {
  return fc.property(
    fc.array(fc.nat({ max: 10_000 }), { minLength: 2, maxLength: 8 }),
    fc.array(changes(), { maxLength: 25 }),
    (seeds, steps) => {
      const folder = temporaryFolder();
      const place = {
        root: join(folder, 'workspace'),
        outside: join(folder, 'outside'),
        blocked: new Set<string>(),
      };
      beginning(place.root, place.outside, seeds);
      mkdirSync(place.outside, { recursive: true });
      for (const step of steps) applyChange(place, step);
      for (const kept of ['runs', 'binaries']) mkdirSync(join(place.root, kept), { recursive: true });
      const list = (path: string) => (place.blocked.has(path) ? failing('EACCES') : undefined);
      const fs = bentFileSystem({ list });
      const workspace = scanned(place.root, { fs });
      holds(workspace, fs);
      workspace.close();
      removeFolder(folder);
    },
  );
}
