import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LAYOUTS } from '../../registry/layouts/table.ts';
import { isSourceName } from '../../registry/bring-in/find-manifests.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { StagedDrop } from './staged-drop.ts';

/** The folder that was dropped, where it is a store alone, by the names of what lies in it. */
export function storeOf(drop: StagedDrop): string | null {
  const [folder, ...others] = drop.top;
  if (folder === undefined || others.length > 0) return null;
  const unsent = drop.unsent().map(({ path }) => path.split('/'));
  const isThere = (mark: string): boolean =>
    existsSync(join(drop.folder, folder, mark)) ||
    unsent.some(([top, name]) => top === folder && name === mark);
  const first = LAYOUTS.find(({ marks }) => marks.some((mark) => isThere(mark.replace(/\/$/, ''))));
  return first?.name === 'store' ? folder : null;
}

/** A drop as the core is told of it: what went up, and the names of the rest. */
export function sourceOfDrop(drop: StagedDrop): GivenSource {
  const { id, name, folder, top } = drop;
  return {
    id,
    name,
    // Of others nothing went up: stored files that lie beside a manifest, folders without any.
    paths: top
      .filter((each) => isSourceName(each) || existsSync(join(folder, each)))
      .map((each) => join(folder, each)),
    root: folder,
    unsent: drop.unsent(),
    left: drop.left(),
  };
}
