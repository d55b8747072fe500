import { describe, expect, it } from 'vitest';
import { boundedParameters } from '../../electron/registry/ask/graph/node-parameters.ts';
import { pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { compareGraphs } from '../../shared/graph/ask/compare.ts';
import { fixtureWorkspace } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

function graphsOf(root: string, paths: readonly string[]): OperatorGraph[] {
  const context = fresh(scanned(root).index);
  return paths.map((manifest) => {
    const graph = complete(pipelineGraph(context, { manifest, files: false, beyond: [] }));
    if (graph === null) throw new Error(`No graph of ${manifest}.`);
    return graph;
  });
}

function changedOf([left, right]: readonly OperatorGraph[]): unknown[] {
  if (left === undefined || right === undefined) throw new Error('Two graphs are compared');
  return [...compareGraphs(left, right).nodes.values()].flatMap((node) =>
    node.changed.length === 0 ? [] : [[node.left?.label, ...node.parameters]],
  );
}

describe('parameters in a graph', () => {
  it('tell which one a range of pipelines varies, from their traces', () => {
    const graphs = graphsOf(fixtureWorkspace('branches-stacking'), [
      'runs/wheat/0022_range_372de8/manifest.yaml',
      'runs/wheat/0023_range_d2ac83/manifest.yaml',
    ]);
    expect(changedOf(graphs)).toEqual([['PLSRegression', { name: 'n_components', left: '5', right: '8' }]]);
  });

  it('are those of the record where it has some, and not known without record and trace', () => {
    const builder = new WorkspaceBuilder();
    const paths = [{ alpha: 1, fit: 'no' }, { alpha: 2, solver: 'svd' }, {}].map((params, at) =>
      builder.manifest(
        `runs/corn/000${at}_a_aaaaaa`,
        v3Manifest('corn', [v3Item('ridge', { class_name: 'Ridge', params })]),
      ),
    );
    const [one, two, unknown] = graphsOf(builder.root, paths) as [
      OperatorGraph,
      OperatorGraph,
      OperatorGraph,
    ];
    expect(changedOf([one, two])).toEqual([
      [
        'Ridge',
        { name: 'alpha', left: '1', right: '2' },
        { name: 'fit', left: '"no"', right: null },
        { name: 'solver', left: null, right: '"svd"' },
      ],
    ]);
    const stored = unknown.nodes.filter(({ records }) => records.length > 0);
    expect(stored.map(({ parameters }) => parameters)).toEqual([null]);
    expect(changedOf([one, unknown])).toEqual([]);
  });

  it('are bounded, and still differ where they do', () => {
    const many = (last: number): string =>
      JSON.stringify({
        long: `${'x'.repeat(10_000)}${last}`,
        ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`p${at}`, at === 999 ? last : at])),
      });
    const [one, other] = [boundedParameters(many(1)), boundedParameters(many(2))];
    expect(JSON.stringify(one).length).toBeLessThan(3000);
    const differing = one.filter(({ value }, at) => value !== other[at]?.value).map(({ name }) => name);
    expect(differing).toEqual(['long', '…']);
    expect(boundedParameters('[1,2]')).toEqual([{ name: 'configuration', value: '[1,2]' }]);
  });
});
