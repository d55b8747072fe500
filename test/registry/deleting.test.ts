import { describe, expect, it } from 'vitest';
import { find, findFiles } from '../../electron/registry/ask/find/find.ts';
import { impactOf } from '../support/impact.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { manifestNumber, recordNumber, scanned, twoDaysOn, ungraced } from '../support/scanning.ts';
import { WorkspaceBuilder, storedName, v1Item, v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { P, Q, id, meta, model, workspaceOf } from './stacked.ts';

describe('Deleting', () => {
  it('a pipeline breaks the meta-models of others that name its records', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: {
        dataset: 'corn',
        items: [meta(Q, 'm', [id(P, 'a')]), meta(Q, 'top', [id(Q, 'm')])],
      },
    });
    const numbers = [P, Q].map((name) => manifestNumber(index, `runs/corn/${name}/manifest.yaml`));
    const [first = 0, second = 0] = numbers;
    const context = ungraced(index);
    expect(impactOf(context, { kind: 'pipelines', manifests: [first] }).breaks).toEqual([
      {
        manifest: `runs/corn/${Q}/manifest.yaml`,
        artifact_id: id(Q, 'm'),
        position: 0,
        needs: id(P, 'a'),
        inferred: false,
      },
      {
        manifest: `runs/corn/${Q}/manifest.yaml`,
        artifact_id: id(Q, 'top'),
        position: 1,
        needs: id(Q, 'm'),
        inferred: false,
      },
    ]);
    expect(impactOf(context, { kind: 'pipelines', manifests: [second] }).breaks).toEqual([]);
    expect(impactOf(context, { kind: 'pipelines', manifests: [first, second] }).breaks).toEqual([]);
  });

  it('a pipeline frees its folder and what it alone uses', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'mine');
    builder.store('corn', 'ours');
    builder.storeOld('corn', 'old one');
    const path = builder.manifest(
      `runs/corn/${P}`,
      v3Manifest('corn', [v3Item('mine'), v3Item('ours'), v1Item('old one')]),
    );
    builder.manifest(`runs/corn/${Q}`, v3Manifest('corn', [v3Item('ours')]));
    builder.file(`runs/corn/${P}/Report_best_1.csv`, '12345');
    builder.file(`runs/corn/${P}/deep/folds_1.csv`, '123');
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), { kind: 'pipelines', manifests: [manifestNumber(index, path)] });
    const manifestBytes = Number(
      index.raw.prepare('SELECT size FROM manifest WHERE path = ?').pluck().get(path),
    );
    expect(impact).toEqual({
      frees: { files: 2, bytes: 11 },
      folder_bytes: manifestBytes + 8,
      shared: { files: 1, bytes: 4 },
      frees_nothing: { files: 0, bytes: 0 },
      breaks: [],
    });
  });

  it('a dataset frees all of its binaries, and lists the copies that break', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'live');
    builder.store('corn', 'unused');
    builder.file('binaries/corn/notes.txt', 'note');
    builder.store('corn', 'exported');
    builder.storeOld('corn', 'old');
    builder.store('wheat', 'other');
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('live'), v1Item('old')]));
    builder.manifest(`runs/strange/${Q}`, v3Manifest('corn', [v3Item('exported')]));
    builder.manifest(`runs/corn/${Q}`, v3Manifest('wheat', [v3Item('other')]));
    const copy = builder.manifest('exports/x', v3Manifest('corn', [v3Item('exported')]));
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), { kind: 'dataset', dataset: 'corn' });
    expect(impact.frees).toEqual({ files: 5, bytes: 4 + 6 + 4 + 8 + 3 });
    expect(impact.shared).toEqual({ files: 0, bytes: 0 });
    expect(impact.breaks).toMatchObject([
      { manifest: copy, position: 0, needs: `binaries/corn/${storedName('exported')}`, inferred: false },
    ]);
  });

  it('a file that nothing names breaks nothing', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    const { index } = scanned(builder.root);
    const [number = 0] = findFiles(index, file);
    expect(impactOf(ungraced(index), { kind: 'file', file: number })).toMatchObject({
      frees: { files: 1, bytes: 6 },
      folder_bytes: 0,
      breaks: [],
    });
    expect(whyKept(twoDaysOn(index), find(index, file))).toEqual([{ file, status: 'orphan', kept_by: [] }]);
  });

  it('a file of a copy breaks the copy', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('live')]));
    builder.manifest('library/x', v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    const [number = 0] = findFiles(index, file);
    expect(
      impactOf(ungraced(index), { kind: 'file', file: number })
        .breaks.map(({ manifest }) => manifest)
        .toSorted(),
    ).toEqual(['library/x/manifest.yaml', `runs/corn/${P}/manifest.yaml`]);
    expect(whyKept(ungraced(index), find(index, file))[0]?.kept_by.map(({ kind }) => kind)).toEqual([
      'run',
      'library',
    ]);
  });

  it('a record alone frees its file only where no other record names it', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'mine');
    builder.store('corn', 'ours');
    const items = [v3Item('mine'), v3Item('ours'), v3Item('ours'), v3Item('lost')];
    const path = builder.manifest(`runs/corn/${P}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const frees = items.map(
      (_item, place) => recordDetails(ungraced(index), recordNumber(index, `${path}#${place}`)).frees,
    );
    const nothing = { files: 0, bytes: 0 };
    expect(frees).toEqual([{ files: 1, bytes: 4 }, nothing, nothing, nothing]);
  });

  it('says why for a record, a path and a hash alike', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    const manifest = builder.manifest(
      `runs/corn/${P}`,
      v3Manifest('corn', [v3Item('live'), v3Item('lost', { artifact_id: 'lost$1:0' })]),
    );
    const { index } = scanned(builder.root);
    const context = ungraced(index);
    const digits = /_([0-9a-f]{12})\./.exec(file)?.[1] ?? '';
    const wanted = whyKept(context, find(index, file));
    expect(wanted).toMatchObject([
      { file, status: 'referenced', kept_by: [{ kind: 'run', manifest, position: 0 }] },
    ]);
    for (const name of [
      `./${file}`,
      storedName('live'),
      digits,
      digits.slice(0, 6),
      `sha256:${digits}`,
      `${manifest}#0`,
    ]) {
      expect(whyKept(context, find(index, name))).toEqual(wanted);
    }
    expect(whyKept(context, find(index, 'lost$1:0'))).toEqual([
      { file: `binaries/corn/${storedName('lost')}`, status: 'missing', kept_by: [] },
    ]);
    expect(find(index, 'nothing of the kind')).toEqual({ records: [], files: [] });
  });
});
