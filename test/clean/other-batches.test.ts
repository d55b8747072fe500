import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { forgedBatch } from './forged.ts';
import { afterRestart } from './machine.ts';
import {
  apply,
  clean,
  codeOf,
  empty,
  planned,
  restore,
  resume,
  snapshot,
  sure,
  trashId,
  type Planned,
} from './support.ts';

const AGREED: Planned = { consent: { breaks: true } };

/** Two pipelines that share a file, and one of another dataset that has a file of the same name and bytes. */
function shared(): { builder: WorkspaceBuilder; file: string; manifests: readonly [string, string, string] } {
  const builder = new WorkspaceBuilder();
  const file = builder.store('corn', 'shared');
  builder.store('corn', 'one alone');
  builder.store('maize', 'shared');
  const manifest = (folder: string, dataset: string, contents: readonly string[]): string =>
    builder.manifest(
      folder,
      v3Manifest(
        dataset,
        contents.map((content) => v3Item(content)),
        { uid: folder },
      ),
    );
  builder.store('oats', 'lives');
  manifest('runs/oats/0001_d_dddddd', 'oats', ['lives']);
  const manifests = [
    manifest('runs/corn/0001_a_aaaaaa', 'corn', ['shared', 'one alone']),
    manifest('runs/corn/0002_b_bbbbbb', 'corn', ['shared']),
    manifest('runs/maize/0001_c_cccccc', 'maize', ['shared']),
  ] as const;
  return { builder, file, manifests };
}

describe('emptying a part of the trash', () => {
  it('leaves what a manifest in another part needs, so that this can be undone whole', () => {
    const { builder, file, manifests } = shared();
    const { root } = builder;
    const original = snapshot(root);
    const here = afterRestart(root);
    const first = trashId(clean(here, { kind: 'pipeline', manifest: manifests[0] }, AGREED));
    const second = trashId(clean(here, { kind: 'pipeline', manifest: manifests[1] }, AGREED));
    const emptied = sure(empty(here, [second]));
    expect(emptied.skipped).toEqual([{ path: file, reason: 'needed-in-trash', message: null }]);
    expect(emptied.removed.map(({ path }) => path)).toEqual([manifests[1]]);
    expect(sure(restore(here, first)).skipped).toEqual([]);
    expect(sure(restore(here, second)).skipped).toEqual([]);
    const { [manifests[1]]: gone, ...rest } = original;
    expect(gone).toBeDefined();
    expect(snapshot(root)).toEqual(rest);
  });

  it('removes it with the other, or where the other has it in its place', () => {
    const { builder, file, manifests } = shared();
    const here = afterRestart(builder.root);
    clean(here, { kind: 'pipeline', manifest: manifests[0] }, AGREED);
    const second = trashId(clean(here, { kind: 'pipeline', manifest: manifests[1] }, AGREED));
    // A later run wrote the same bytes again.
    builder.store('corn', 'shared');
    expect(sure(empty(here, [second])).removed.map(({ path }) => path)).toContain(file);
    expect(sure(empty(here)).skipped).toEqual([]);
  });

  it('removes both at once whole', () => {
    const { builder, manifests } = shared();
    const here = afterRestart(builder.root);
    clean(here, { kind: 'pipeline', manifest: manifests[0] }, AGREED);
    clean(here, { kind: 'pipeline', manifest: manifests[1] }, AGREED);
    expect(sure(empty(here))).toMatchObject({ skipped: [], damaged: [] });
  });

  it('is not kept up by a file of the same name that another dataset has for itself, in place or in its own batch', () => {
    const { builder, manifests } = shared();
    const here = afterRestart(builder.root);
    clean(here, { kind: 'pipeline', manifest: manifests[2] }, AGREED);
    clean(here, { kind: 'pipeline', manifest: manifests[0] }, AGREED);
    const second = trashId(clean(here, { kind: 'pipeline', manifest: manifests[1] }, AGREED));
    // The first pipeline of corn would miss it, that of maize has its own.
    expect(sure(empty(here, [second])).skipped).toHaveLength(1);
    rmSync(join(builder.root, '.stemma'), { recursive: true });
    const again = shared();
    const there = afterRestart(again.builder.root);
    clean(there, { kind: 'pipeline', manifest: again.manifests[2] }, AGREED);
    const both = clean(
      there,
      { kind: 'pipelines', manifests: [again.manifests[0], again.manifests[1]] },
      AGREED,
    );
    expect(sure(empty(there, [trashId(both)])).skipped).toEqual([]);
  });

  it('says of which part it can not be known what that needs', () => {
    const { builder, manifests } = shared();
    const here = afterRestart(builder.root);
    const id = trashId(clean(here, { kind: 'pipeline', manifest: manifests[0] }, AGREED));
    const bad = forgedBatch(builder.root, 'complete', null, { withFiles: false });
    mkdirSync(join(bad, 'complete.journal'));
    builder.link('.stemma/trash/20260101T000000Z-abcdef/files', '../../..');
    expect(sure(empty(here, [id])).damaged).toMatchObject([{ trash_id: '20260101T000000Z-abcdef' }]);
  });
});

describe('work on the trash that was cut off', () => {
  it('is in the way of other work, be that cut off too', () => {
    const { builder, manifests } = shared();
    const { root } = builder;
    const here = afterRestart(root);
    const ids = [manifests[0], manifests[2]].map((manifest) =>
      trashId(clean(here, { kind: 'pipeline', manifest }, AGREED)),
    );
    const plan = sure(planned(here, { kind: 'pipeline', manifest: manifests[1] }));
    const journal = (id: string, state: string): string =>
      join(root, '.stemma/trash', id, `${state}.journal`);
    const [first = '', second = ''] = ids;
    renameSync(journal(first, 'complete'), journal(first, 'moving'));
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('INTERRUPTED_WORK');
    expect(codeOf(restore(here, second))).toBe('INTERRUPTED_WORK');
    expect(codeOf(empty(here, [second]))).toBe('INTERRUPTED_WORK');
    renameSync(journal(second, 'complete'), journal(second, 'restoring'));
    expect(codeOf(resume(here, second))).toBe('INTERRUPTED_WORK');
    expect(snapshot(root)).toEqual(before);
  });
});
