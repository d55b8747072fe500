import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

/** Two pipelines that share a file, a file of each alone, an orphan and somebody's notes. */
export function lab() {
  const builder = new WorkspaceBuilder();
  const files = {
    shared: builder.store('corn', 'shared'),
    first: builder.store('corn', 'first alone'),
    second: builder.store('corn', 'second alone'),
    orphan: builder.store('corn', 'nobody'),
    notes: 'binaries/corn/notes.txt',
  };
  builder.file(files.notes, 'mine');
  const first = builder.manifest(
    'runs/corn/0001_a_aaaaaa',
    v3Manifest('corn', [v3Item('shared'), v3Item('first alone')], { uid: 'one' }),
  );
  builder.file('runs/corn/0001_a_aaaaaa/pipeline.json', '[]');
  builder.file('runs/corn/0001_a_aaaaaa/plots/one.csv', '1');
  builder.file('runs/corn/best_0001_a_aaaaaa.csv', 'survives');
  const second = builder.manifest(
    'runs/corn/0002_b_bbbbbb',
    v3Manifest('corn', [v3Item('shared'), v3Item('second alone')], { uid: 'two' }),
  );
  return { builder, root: builder.root, files, first, second };
}
