import { describe, expect, it } from 'vitest';
import { listPipelines } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { nodeFileSystem } from '../../../../electron/registry/files/file-system.ts';
import { layoutAt, recogniseLayouts } from '../../../../electron/registry/layouts/layouts.ts';
import { copyFixture } from '../../../support/fixtures.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { scanAll, scanned, statesOf, twoDaysOn } from '../../../support/scanning.ts';
import { changeStore, copyBoth, copyStore } from '../../../support/stores.ts';

describe('A store beside manifests', () => {
  it('is one workspace with them, in which each says the same as alone', () => {
    const both = copyBoth('corn', 'store-0.9.4');
    expect(recogniseLayouts(nodeFileSystem, both)?.name).toBe('both');
    const [of, files, store] = [both, copyFixture('corn'), copyStore('store-0.9.4')].map((root) =>
      twoDaysOn(scanned(root).index),
    );
    if (of === undefined || files === undefined || store === undefined)
      throw new Error('nothing was scanned');
    expect(statesOf(of)).toEqual({ ...statesOf(files), ...statesOf(store) });
    const rows = listPipelines(of);
    expect(rows).toEqual([...listPipelines(files), ...listPipelines(store)]);
    expect(new Set(rows.map(({ manifest }) => layoutAt(manifest).name))).toEqual(new Set(['v3', 'store']));
  });

  it('is scanned again as from nothing, whatever changed in it', () => {
    const root = copyBoth('corn', 'store-1.4.10');
    const workspace = scanned(root);
    const changes: string[] = [
      `DELETE FROM chains WHERE chain_id IN (SELECT chain_id FROM chains LIMIT 3)`,
      `UPDATE pipelines SET status = 'running' WHERE pipeline_id IN (SELECT pipeline_id FROM pipelines LIMIT 2)`,
      `DELETE FROM artifacts WHERE rowid % 3 = 0`,
      `UPDATE runs SET summary = NULL`,
    ];
    for (const change of changes) {
      changeStore(root, (database) => database.exec(change));
      expect(scanAll(workspace)?.changed).toBe(true);
      expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
    }
    expect(scanAll(workspace)?.changed).toBe(true);
  });
});
