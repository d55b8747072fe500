import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v1Item, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

/** A small workspace with some of everything; its pipelines and what is orphaned in it. */
export interface Laboratory {
  readonly root: string;
  /** A pipeline with files of its own, a shared one and an old-style one. */
  readonly pipeline: string;
  readonly orphans: readonly string[];
}

/** Makes one. */
export function laboratory(root: string = join(temporaryFolder(), 'workspace')): Laboratory {
  const builder = new WorkspaceBuilder(root);
  builder.store('corn', 'shared');
  builder.store('corn', 'first alone');
  builder.store('corn', 'second alone');
  builder.storeOld('corn', 'old');
  const orphans = [
    builder.store('corn', 'nobody'),
    builder.store('corn', 'nobody else'),
    builder.store('maize', 'nor here'),
  ];
  const pipeline = builder.manifest(
    'runs/corn/0001_a_aaaaaa',
    v3Manifest('corn', [v3Item('shared'), v3Item('first alone'), v1Item('old')], { uid: 'one' }),
  );
  builder.file('runs/corn/0001_a_aaaaaa/pipeline.json', '[]');
  builder.manifest(
    'runs/corn/0002_b_bbbbbb',
    v3Manifest('corn', [v3Item('shared'), v3Item('second alone')], { uid: 'two' }),
  );
  return { root, pipeline, orphans };
}
