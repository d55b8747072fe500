import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSourceName } from '../../registry/bring-in/find-manifests.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { StagedDrop } from './staged-drop.ts';

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
