import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_KINDS, type GraphChoices, PLAIN_CHOICES } from '../../shared/graph/model/choices.ts';
import { countDrawn, type DrawnBox, graphModel } from '../../shared/graph/model/graph-model.ts';
import { expectAlways, often } from '../support/property.ts';
import { graphEdge, graphNode, graphOf, graphRecord, madeUpGraph } from './made-up-graph.ts';

const someGraph = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 8 }))
  .map(([seed, nodes, folds]) => madeUpGraph(seed, { nodes, folds, odd: true }));

const WHOLE: GraphChoices = { scope: { kind: 'all' }, open: 'all', files: true, kinds: EDGE_KINDS };

function detail(more: Parameters<typeof graphNode>[1]): string {
  return (
    graphModel(graphOf([graphNode('A', more)], []), { ...PLAIN_CHOICES, files: true }).boxes[0]?.detail ?? ''
  );
}

describe('the model of a graph', () => {
  it('loses nothing, whether folds are together or opened', () => {
    expectAlways(
      fc.property(someGraph, fc.boolean(), (graph, isOpened) => {
        const { boxes, lines } = graphModel(graph, isOpened ? WHOLE : { ...WHOLE, open: [] });
        expect(boxes.map(({ node }) => node)).toEqual(graph.nodes);
        const byId = new Map(graph.edges.map((edge) => [edge.id, edge]));
        expect(lines.flatMap(({ edges }) => edges).toSorted()).toEqual([...byId.keys()].toSorted());
        for (const line of lines) {
          for (const id of line.edges) {
            const { from, to, kind, inferred, in_cycle: inCycle } = byId.get(id) ?? {};
            expect({ from, to, kind, inferred, inCycle }).toEqual({
              from: line.from,
              to: line.to,
              kind: line.kind,
              inferred: line.inferred,
              inCycle: line.inCycle,
            });
          }
        }
      }),
      often(200, 5000),
    );
  });

  it('gives back all records when all is opened', () => {
    expectAlways(
      fc.property(someGraph, (graph) => {
        const { boxes } = graphModel(graph, WHOLE);
        const shown = ({ node, rows }: DrawnBox): unknown =>
          node.records.length > 1 ? rows.map(({ record }) => record) : node.records;
        expect(boxes.map(shown)).toEqual(graph.nodes.map(({ records }) => records));
      }),
      often(50, 1000),
    );
  });

  it('counts what it would draw', () => {
    expectAlways(
      fc.property(
        someGraph,
        fc.boolean(),
        fc.nat(),
        fc.integer({ min: 0, max: 4 }),
        (graph, isOpened, at, hops) => {
          const start = graph.nodes[at % graph.nodes.length]?.id ?? '';
          const choices: GraphChoices = {
            ...WHOLE,
            open: isOpened ? 'all' : [],
            scope: { kind: 'around', nodes: [start], hops, direction: 'both' },
          };
          const { boxes } = graphModel(graph, choices);
          const rows = boxes.flatMap((box) => box.rows);
          expect(countDrawn(graph, choices).nodes).toBe(boxes.length + rows.length);
        },
      ),
      often(100, 2000),
    );
  });
});

describe('edges of folds', () => {
  const folds = [0, 1, 2].map((fold) => graphRecord(fold, { fold }));
  const model = graphNode('model', { step: 1, records: folds });
  const next = graphNode('next', { step: 2, records: folds });
  const linesOf = (edges: ReturnType<typeof graphEdge>[]): unknown[] =>
    graphModel(graphOf([model, next], edges), WHOLE).lines.map(({ fromRow, toRow, edges: all }) => [
      fromRow?.slice(0, 1) ?? null,
      toRow?.slice(0, 1) ?? null,
      all.length,
    ]);

  it('meet the box once where all folds have one', () => {
    expect(linesOf([0, 1, 2].map((fold) => graphEdge('model', 'next', { from_fold: fold })))).toEqual([
      [null, null, 3],
    ]);
    const foldByFold = [0, 1, 2].map((fold) =>
      graphEdge('model', 'next', { from_fold: fold, to_fold: fold }),
    );
    expect(linesOf(foldByFold)).toEqual([[null, null, 3]]);
  });

  it('meet the row of a fold where only that one has one', () => {
    expect(linesOf([graphEdge('model', 'next', { from_fold: 1 })])).toEqual([['1', null, 1]]);
    expect(
      linesOf([graphEdge('model', 'next', { from_fold: 1, to_fold: 2 }), graphEdge('model', 'next')]),
    ).toEqual([
      ['1', '2', 1],
      [null, null, 1],
    ]);
  });
});

describe('a part of a graph', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const chain = graphOf(
    ids.map((id, at) => graphNode(id, { step: at + 1, branch: at === 0 ? [] : [at % 2] })),
    ids.slice(1).map((id, at) => graphEdge(ids[at] ?? '', id)),
  );
  const drawn = (scope: GraphChoices['scope']): unknown[] =>
    graphModel(chain, { ...PLAIN_CHOICES, scope }).boxes.map(({ id, outside }) => [
      id,
      outside.needs,
      outside.neededBy,
    ]);

  it('says at each node how many neighbours lie outside of it', () => {
    expect(drawn({ kind: 'around', nodes: ['b'], hops: 1, direction: 'down' })).toEqual([
      ['b', 1, 0],
      ['c', 0, 1],
    ]);
    expect(drawn({ kind: 'around', nodes: ['b'], hops: null, direction: 'up' })).toEqual([
      ['a', 0, 0],
      ['b', 0, 1],
    ]);
  });

  it('is a branch with what is around it', () => {
    expect(drawn({ kind: 'branch', branch: [1] })).toEqual([
      ['a', 0, 0],
      ['b', 0, 1],
      ['d', 1, 0],
    ]);
  });

  it('is only what edges of the chosen kinds lead to', () => {
    const { lines, boxes } = graphModel(chain, { ...PLAIN_CHOICES, kinds: ['depends'] });
    expect([lines.length, boxes.length]).toEqual([0, 4]);
  });
});

describe('what a box says', () => {
  const many = (
    count: number,
    more: Parameters<typeof graphRecord>[1] = {},
  ): ReturnType<typeof graphRecord>[] =>
    Array.from({ length: count }, (_, fold) => graphRecord(fold, { fold, size_bytes: 884_000, ...more }));

  it.each([
    [{ branch: [0], records: many(5) }, 'br 0 · 5 folds · 4.42 MB'],
    [{ records: [graphRecord(0, { size_bytes: 2470, other_pipelines: 12 })] }, '2.47 kB · in 13 pipelines'],
    [{ records: [...many(4), graphRecord(4, { state: 'missing' })] }, '✕ 1 of 5 missing'],
    [{ records: [graphRecord(4, { state: 'missing' })] }, '✕ missing'],
    [{ records: [graphRecord(4, { state: 'differs' }), ...many(1)] }, '≠ 1 of 2 differs'],
    [{ records: many(2, { file: 'binaries/d/same' }) }, '2 folds · 884 kB'],
    [{ branch: [0, 1], substep: 2 }, 'br 0.1 · stored nothing'],
    [{ kind: 'ghost' }, 'not found'],
    [{ kind: 'ghost', candidates: 3 }, '3 candidates'],
    [{ kind: 'file', label: 'binaries/d/model_Ridge_0988115dd2f2.joblib' }, '0988115dd2f2.joblib'],
  ] as const)('%j: %s', (more, expected) => {
    expect(detail(more)).toBe(expected);
  });
});
