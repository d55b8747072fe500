import { describe, expect, it } from 'vitest';
import { ifDeleted, type DeletedNodes } from '../../electron/registry/ask/graph/if-deleted.ts';
import { workspaceGraph } from '../../electron/registry/ask/graph/workspace-graph.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { expectedFacts, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

const NONE: DeletedNodes = { records: [], pipelines: [], files: [] };

describe('what deleting nodes of a graph would do', () => {
  function made() {
    const builder = new WorkspaceBuilder();
    const model = (content: string, id: string) => v3Item(content, { artifact_id: id });
    const first = builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [model('one', 'A'), model('both', 'B'), model('one', 'C')]),
    );
    const second = builder.manifest(
      'runs/corn/0002_b_bbbbbb',
      v3Manifest('corn', [
        model('both', 'D'),
        v3Item('meta', { artifact_id: 'M', artifact_type: 'meta_model', depends_on: ['A'] }),
      ]),
    );
    const paths = ['one', 'both', 'meta'].map((content) =>
      builder.store('corn', content, content === 'meta' ? 'meta_model' : 'model'),
    );
    return { context: fresh(scanned(builder.root).index), first, second, paths };
  }

  it('frees a file only with the last record that uses it', () => {
    const { context, first, second, paths } = made();
    const frees = (places: readonly (readonly [string, number])[]): string[] => {
      const records = places.map(([manifest, position]) => recordKey({ manifest, position }));
      const { files } = complete(ifDeleted(context, { ...NONE, records }));
      return files.map(({ path, fate }) => `${path} ${fate}`).toSorted();
    };
    expect(frees([[first, 0]])).toEqual([`${paths[0]} shared`]);
    expect(
      frees([
        [first, 0],
        [first, 2],
      ]),
    ).toEqual([`${paths[0]} freed`]);
    expect(
      frees([
        [first, 1],
        [second, 0],
      ]),
    ).toEqual([`${paths[1]} freed`]);
  });

  it('says in which pipelines a file stays, and what breaks', () => {
    const { context, first, second, paths } = made();
    const { total, files, breaks } = complete(ifDeleted(context, { ...NONE, pipelines: [first] }));
    expect(files).toEqual(
      expect.arrayContaining([
        { path: paths[1], size_bytes: 4, fate: 'shared', pipelines: 1, stays_in: [second] },
        { path: paths[0], size_bytes: 3, fate: 'freed', pipelines: 0, stays_in: [] },
      ]),
    );
    expect(total.frees).toEqual({ files: 1, bytes: 3 });
    expect(breaks).toEqual([
      { key: recordKey({ manifest: second, position: 1 }), manifest: second, needs: 'A', inferred: false },
    ]);
    // With what would break gone too, nothing does.
    const both = complete(
      ifDeleted(context, {
        ...NONE,
        pipelines: [first],
        records: [recordKey({ manifest: second, position: 1 })],
      }),
    );
    expect(both.breaks).toEqual([]);
    expect(both.total.frees).toEqual({ files: 2, bytes: 7 });
  });

  it('is nothing where nothing is named that is there', () => {
    const { context } = made();
    const gone = recordKey({ manifest: 'gone', position: 0 });
    const { total, files, breaks } = complete(
      ifDeleted(context, { records: [gone], pipelines: ['gone'], files: ['gone', 'binaries/gone'] }),
    );
    expect([total.frees.files, files, breaks]).toEqual([0, [], []]);
  });
});

describe('the workspace from above', () => {
  it.each(FIXTURES)('joins the pipelines of %s by the files that both use', (name) => {
    const context = fresh(scanned(fixtureWorkspace(name)).index);
    const facts = expectedFacts(name);
    const graph = complete(workspaceGraph(context));
    expect(graph.pipelines.map(({ manifest }) => manifest).toSorted()).toEqual(
      facts.manifests.map(({ path }) => path).toSorted(),
    );
    const wanted = new Map<string, { files: number; bytes: number }>();
    const paths = new Set(graph.pipelines.map(({ manifest }) => manifest));
    for (const { referenced_by: by, size } of Object.values(facts.files)) {
      const users = [
        ...new Set(by.map(([manifest]) => manifest).filter((path) => paths.has(path))),
      ].toSorted();
      for (const [at, one] of users.entries()) {
        for (const other of users.slice(at + 1)) {
          const known = wanted.get(`${one} ${other}`) ?? { files: 0, bytes: 0 };
          wanted.set(`${one} ${other}`, { files: known.files + 1, bytes: known.bytes + size });
        }
      }
    }
    const found = graph.pipeline_edges.map(({ from, to, files, bytes }) => [
      [graph.pipelines[from]?.manifest, graph.pipelines[to]?.manifest].toSorted().join(' '),
      { files, bytes },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
    expect(found).toHaveLength(wanted.size);
    const sizes = graph.pipeline_edges.map(({ bytes }) => bytes);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
  });

  it('adds up to its datasets in workspaces made at random', () => {
    expectAlways(
      ofRandomWorkspaces(({ index }) => {
        const context = fresh(index);
        const graph = complete(workspaceGraph(context));
        expect(graph.datasets.reduce((sum, { pipelines }) => sum + pipelines, 0)).toBe(graph.total);
        for (const { dataset } of graph.datasets) {
          if (dataset === null) continue;
          const own = complete(workspaceGraph(context, dataset));
          expect(own.datasets).toEqual(graph.datasets.filter((one) => one.dataset === dataset));
          expect(own.pipelines).toEqual(graph.pipelines.filter((one) => one.dataset === dataset));
        }
      }),
      often(15, 300),
    );
  });
});
