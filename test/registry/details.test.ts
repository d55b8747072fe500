import { describe, expect, it } from 'vitest';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { allRows } from '../../electron/registry/index/database.ts';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { fileView } from '../../electron/registry/ask/files/file-view.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines, withMissing } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { pipelineView } from '../../electron/registry/ask/pipelines/pipeline-view.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { recordView } from '../../electron/registry/ask/records/record-view.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { keepersOf } from '../../electron/registry/ask/needs/why.ts';
import { findFiles } from '../../electron/registry/ask/find/find.ts';
import { expectedFacts, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { manifestNumber, recordNumber, scanned, ungraced } from '../support/scanning.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

describe.each(FIXTURES)('all about what is in %s', (name) => {
  const { index } = scanned(fixtureWorkspace(name));
  const context = ungraced(index);
  const expected = expectedFacts(name);
  const { records } = listRecords(context, {}, { by: 'place' }, { limit: 100_000 });

  it('is for each record what `show` says', () => {
    for (const record of records) {
      const { manifest, position } = record;
      const view = recordView(context, recordKey(record));
      if (view === null) throw new Error(`${manifest}#${position}`);
      const [row] = allRows<{ id: number }>(
        index,
        'SELECT r.id FROM record r JOIN manifest m ON m.id = r.manifest_id WHERE m.path = :manifest AND r.position = :position',
        { manifest, position },
      );
      const shown = recordDetails(context, row?.id ?? 0);
      expect(view.record).toMatchObject(record);
      expect(view.if_deleted.frees).toEqual(shown.frees);
      expect(view.folds.map((fold) => fold.key).toSorted()).toEqual(
        shown.siblings.length === 0 ? [] : [record, ...shown.siblings].map(recordKey).toSorted(),
      );
      expect(view.way.map(({ count }) => count)).toEqual(shown.way.map((group) => group.length));
      const kept = new Map<string, number>();
      for (const keeper of shown.kept_by) kept.set(keeper.manifest, (kept.get(keeper.manifest) ?? 0) + 1);
      expect(new Map(view.kept_by.manifests.map((keeper) => [keeper.manifest, keeper.records]))).toEqual(
        kept,
      );
      expect(view.relations.same_file.total).toBe(Math.max(0, shown.kept_by.length - 1));
      expect(view.file?.path ?? null).toBe(record.file_status === 'missing' ? null : record.file);
      const own = shown.kept_by.find((one) => one.manifest === manifest && one.position === position);
      if (own !== undefined) {
        expect(view.relations.needed_by.records.map((one) => one.artifact_id)).toEqual(own.needed_by);
      }
      expect(view.relations.depends_on.cycle).toBeNull();
    }
  });

  it('names the sources of meta-models in feature order, and what they depend on', () => {
    for (const { manifest, artifact_id, source_models } of expected.meta_models) {
      const record = recordNumber(index, artifact_id, manifest);
      const [row] = allRows<{ position: number }>(index, 'SELECT position FROM record WHERE id = :record', {
        record,
      });
      const view = recordView(context, recordKey({ manifest, position: row?.position ?? -1 }));
      const { sources, depends_on } = view?.relations ?? {};
      expect(sources?.total).toBe(source_models.length);
      expect(sources?.sources.map(({ target }) => target)).toEqual(source_models.slice(0, 100));
      for (const source of sources?.sources ?? []) {
        expect(source.record?.artifact_id).toBe(source.target);
        expect(source.status).toBe('resolved');
      }
      expect(depends_on?.direct).toBe(expected.dependencies[manifest]?.[artifact_id]?.length);
      const all = dependenciesOf(index, { record, reverse: false, transitive: true });
      if ('cycle' in all) throw new Error('a cycle');
      expect(depends_on?.total).toBe(all.nodes.length);
      expect(depends_on?.dependencies.map(({ target, depth }) => [target, depth])).toEqual(
        all.nodes.slice(0, 100).map((node) => [node.artifact_id, node.depth]),
      );
    }
  });

  it('is for each pipeline what deleting it does', () => {
    for (const pipeline of listPipelines(context)) {
      const { manifest } = pipeline;
      const view = complete(pipelineView(context, manifest));
      const impact = impactOf(context, { kind: 'pipelines', manifests: [manifestNumber(index, manifest)] });
      expect(view?.pipeline).toEqual(withMissing(context, [pipeline])[0]);
      expect(view?.if_deleted).toMatchObject({
        frees: impact.frees,
        stays: impact.shared,
        folders: { bytes: impact.folder_bytes },
        breaks: { total: impact.breaks.length },
      });
      const facts = expected.manifests.find(({ path }) => path === manifest);
      expect(view?.traced).toBe(facts?.has_execution_traces);
      expect(view?.schema_version).toBe(facts?.schema_version);
      expect(view?.by_type.reduce((sum, type) => sum + type.records, 0)).toBe(facts?.artifact_count);
      const missing = expected.missing.filter(([path]) => path === manifest).length;
      expect(view?.by_type.reduce((sum, type) => sum + type.missing, 0)).toBe(missing);
      const shared = Object.values(expected.files).filter((file) =>
        file.referenced_by.some(([path]) => path === manifest),
      );
      const others = new Set(
        shared.flatMap((file) => [
          ...file.referenced_by.map(([path]) => path),
          ...(file.kept_by_copies ?? []),
        ]),
      );
      others.delete(manifest);
      const copies = [...others].filter((path) => !path.startsWith('runs/'));
      expect(view?.if_deleted.stays.pipelines).toBe(others.size - copies.length);
      expect(view?.if_deleted.stays.copies.length).toBe(
        new Set(copies.map((path) => path.split('/')[0])).size,
      );
    }
    expect(complete(pipelineView(context, 'runs/gone/manifest.yaml'))).toBeNull();
  });

  it('is for each file who names it', () => {
    for (const file of listFiles(context)) {
      const view = fileView(context, file.path);
      const facts = expected.files[file.path];
      expect(view?.file).toEqual(file);
      expect(view?.records.total).toBe(file.references);
      if (view?.hash !== null) expect(view?.hash).toBe(facts?.sha256);
      if (facts?.status === 'referenced') expect(view?.hash).toBe(facts.sha256);
      const keepers = findFiles(index, file.path).flatMap((id) => keepersOf(context, id));
      const kinds = (kind: string): number =>
        new Set(keepers.filter((keeper) => keeper.kind === kind).map(({ manifest }) => manifest)).size;
      expect(view?.kept_by.kinds).toEqual({
        run: kinds('run'),
        library: kinds('library'),
        export: kinds('export'),
        other: kinds('other'),
      });
      expect(view?.frees_bytes).toBe(file.links === 1 && file.link === 'none' ? file.size_bytes : 0);
    }
    expect(fileView(context, 'binaries/gone')).toBeNull();
  });

  it('is nothing where a record is gone', () => {
    expect(recordView(context, recordKey({ manifest: 'runs/gone/manifest.yaml', position: 0 }))).toBeNull();
    expect(
      recordView(context, recordKey({ manifest: records[0]?.manifest ?? '', position: 10_000 })),
    ).toBeNull();
  });
});

describe('what depends on each other in a circle', () => {
  const builder = new WorkspaceBuilder();
  const meta = (id: string, needs: string[]) => {
    builder.store('corn', id, 'meta_model', 'Ridge');
    return v3Item(id, {
      artifact_id: id,
      artifact_type: 'meta_model',
      class_name: 'Ridge',
      path: storedName(id, 'meta_model', 'Ridge'),
      depends_on: needs,
    });
  };
  const items = [
    meta('a$1:all', ['b$1:all']),
    meta('b$1:all', ['c$1:all', 'gone']),
    meta('c$1:all', ['a$1:all']),
    meta('d$1:all', ['a$1:all']),
  ];
  const manifest = builder.manifest('runs/corn/0001_x_aaaaaa', v3Manifest('corn', items));
  const context = ungraced(scanned(builder.root).index);

  it('is said of those that are in it, in order', () => {
    const { depends_on } = recordView(context, recordKey({ manifest, position: 0 }))?.relations ?? {};
    expect(depends_on?.cycle).toHaveLength(3);
    expect(new Set(depends_on?.cycle)).toEqual(new Set(['a$1:all', 'b$1:all', 'c$1:all']));
    expect(depends_on).toMatchObject({ direct: 1, total: 3 });
    expect(depends_on?.dependencies.map(({ target, status, depth }) => [target, status, depth])).toEqual([
      ['b$1:all', 'resolved', 1],
      ['c$1:all', 'resolved', 2],
      ['gone', 'unresolved', 2],
    ]);
  });

  it('is not said of those that only lead to it', () => {
    const { depends_on, needed_by } =
      recordView(context, recordKey({ manifest, position: 3 }))?.relations ?? {};
    expect(depends_on?.cycle).toBeNull();
    expect(depends_on).toMatchObject({ direct: 1, total: 4 });
    expect(needed_by?.total).toBe(0);
  });
});
