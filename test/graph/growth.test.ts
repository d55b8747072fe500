import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode, OperatorGraph } from '../../shared/api/graph/graph.ts';
import type { Drawing, Geometry, PlacedBox } from '../../shared/graph/drawing.ts';
import { layLanes, type Before } from '../../shared/graph/lanes/lay-lanes.ts';
import { EDGE_KINDS, type GraphChoices, PLAIN_CHOICES } from '../../shared/graph/model/choices.ts';
import { graphModel } from '../../shared/graph/model/graph-model.ts';
import { expectAlways, often } from '../support/property.ts';
import { geometryFaults } from './geometry-faults.ts';
import { graphEdge, graphNode, graphOf, graphRecord, madeUpGraph } from './made-up-graph.ts';

const someShape = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({ min: 1, max: 60 }),
  folds: fc.integer({ min: 5, max: 20 }),
});

function drawingOf(graph: OperatorGraph, choices: Partial<GraphChoices> = {}): Drawing {
  return graphModel(graph, { ...PLAIN_CHOICES, files: true, ...choices }).drawing;
}

/** A pipeline as its manifest has it when only so many of its operators were written. */
function begun({ nodes, edges }: OperatorGraph, count: number): OperatorGraph {
  const there = nodes.slice(0, count);
  const ids = new Set(there.map(({ id }) => id));
  return graphOf(
    there,
    edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  );
}

/** How far boxes moved that stood before: one move where they stand to each other as they did. */
function moves(before: readonly PlacedBox[], { boxes }: Geometry): string[] {
  const now = new Map(boxes.map((box) => [box.id, box]));
  return [
    ...new Set(before.map(({ id, x, y }) => `${(now.get(id)?.x ?? NaN) - x} ${(now.get(id)?.y ?? NaN) - y}`)),
  ];
}

/** Pairs that stood over each other, and still have a column in common, but not in that order. */
function swapped(before: readonly PlacedBox[], { boxes }: Geometry): string[] {
  const now = new Map(boxes.map((box) => [box.id, box]));
  const found: string[] = [];
  for (const column of Map.groupBy(before, ({ x }) => x).values()) {
    for (const one of column) {
      for (const other of column) {
        const [oneNow, otherNow] = [now.get(one.id), now.get(other.id)];
        if (oneNow === undefined || otherNow === undefined || oneNow.x !== otherNow.x) continue;
        if (one.y < other.y && oneNow.y >= otherNow.y) found.push(`${one.id} is not above ${other.id}`);
      }
    }
  }
  return found;
}

/** A box and what leads to it and away from it, put beside another, or behind it. */
type Growth = (graph: OperatorGraph, at: number) => OperatorGraph;

function more({ nodes, edges }: OperatorGraph, node: GraphNode, added: readonly GraphEdge[]): OperatorGraph {
  return graphOf([...nodes, node], [...edges, ...added]);
}

const isInBranch = ({ branch }: GraphNode): boolean => branch.length > 0;

/** Something more beside what stands in a branch, whatever stands below that: it comes from where that comes from. */
function beside(graph: OperatorGraph, at: number, path: readonly number[]): OperatorGraph {
  const inside = graph.nodes.filter(isInBranch);
  const one = inside[at % Math.max(1, inside.length)];
  if (one === undefined) return graph;
  return more(
    graph,
    graphNode('more', { step: one.step, branch: [...one.branch, ...path] }),
    graph.edges.filter(({ to }) => to === one.id).map(({ from }) => graphEdge(from, 'more')),
  );
}

/** What can come to a pipeline without that something stands before it that has to come later. */
const GROWTH: Readonly<Record<string, Growth>> = {
  'a node': (graph) => {
    const last = graph.nodes.findLast((node) => !isInBranch(node));
    return more(graph, graphNode('more', { step: 1000 }), [graphEdge(last?.id ?? '', 'more')]);
  },
  'a source': (graph) => {
    const [first] = graph.nodes;
    const next = graph.edges.find(({ from }) => from === first?.id);
    return more(
      graph,
      graphNode('more', { step: 1, source: 9 }),
      next === undefined ? [] : [graphEdge('more', next.to)],
    );
  },
  'a fold': ({ nodes, edges }, at) =>
    graphOf(
      nodes.map((node, index) =>
        index === at % nodes.length
          ? { ...node, records: [...node.records, graphRecord(9999, { fold: 99 })] }
          : node,
      ),
      edges,
    ),
  'a branch': (graph, at) => {
    const inside = graph.nodes.filter(isInBranch);
    const one = inside[at % Math.max(1, inside.length)];
    const first = graph.nodes.find(({ branch }) => branch[0] === one?.branch[0]);
    if (first === undefined) return graph;
    const into = graph.edges.filter(({ to }) => to === first.id);
    return more(
      graph,
      graphNode('more', { step: first.step, branch: [99] }),
      into.map(({ from }) => graphEdge(from, 'more')),
    );
  },
  'a node in any branch': (graph, at) => beside(graph, at, []),
  'a branch in any branch': (graph, at) => beside(graph, at, [99]),
};

describe('a pipeline that grows', () => {
  it('while it is written moves nothing that stands, branch by branch or step by step', () => {
    expectAlways(
      fc.property(someShape, fc.boolean(), fc.integer({ min: 1, max: 6 }), (shape, isByStep, step) => {
        const made = madeUpGraph(shape.seed, { ...shape, odd: false });
        // As nirs4all does it: each step in all branches, so that those in the middle grow too.
        const whole = isByStep
          ? { ...made, nodes: made.nodes.toSorted((one, other) => (one.step ?? 0) - (other.step ?? 0)) }
          : made;
        let before: Before = { boxes: [], lanes: [] };
        for (let count = 1; count < whole.nodes.length + step; count += step) {
          const drawing = drawingOf(begun(whole, count));
          const geometry = layLanes(drawing, before);
          expect(geometryFaults(drawing, geometry)).toEqual([]);
          expect(moves(before.boxes, geometry).length).toBeLessThanOrEqual(1);
          before = geometry;
        }
      }),
      often(150, 3000),
    );
  });

  it.each(Object.entries(GROWTH))('by %s moves nothing that stands', (_, grow) => {
    expectAlways(
      fc.property(someShape, fc.nat(), (shape, at) => {
        const graph = madeUpGraph(shape.seed, { ...shape, odd: false });
        const before = layLanes(drawingOf(graph));
        const drawing = drawingOf(grow(graph, at));
        const geometry = layLanes(drawing, before);
        expect(geometryFaults(drawing, geometry)).toEqual([]);
        expect(moves(before.boxes, geometry)).toHaveLength(1);
      }),
      often(150, 3000),
    );
  });

  it('anywhere, damaged or not, swaps nothing, and keeps all apart', () => {
    expectAlways(
      fc.property(someShape, fc.boolean(), fc.boolean(), fc.nat(), (shape, odd, isOpened, at) => {
        const graph = madeUpGraph(shape.seed, { ...shape, odd });
        const open = isOpened ? ('all' as const) : [];
        const one = graph.nodes[at % graph.nodes.length];
        if (one === undefined) return;
        const before = layLanes(drawingOf(graph, { open }));
        const inside = { ...one, id: 'more', branch: [...one.branch, at % 3] };
        const grown = more(graph, at % 2 === 0 ? { ...one, id: 'more' } : inside, [
          graphEdge(one.id, 'more', { kind: 'follows' }),
        ]);
        const drawing = drawingOf(GROWTH['a fold']?.(grown, at) ?? grown, { open });
        const geometry = layLanes(drawing, before);
        expect(geometryFaults(drawing, geometry)).toEqual([]);
        // Files and what isn't there stand beside what leads to them, and go with it.
        const operators = before.boxes.filter(({ id }) => id.startsWith('n'));
        expect(swapped(operators, geometry)).toEqual([]);
      }),
      often(200, 5000),
    );
  });

  it('or whose kinds of edges are switched off and on moves nothing', () => {
    expectAlways(
      fc.property(someShape, fc.subarray([...EDGE_KINDS]), (shape, kinds) => {
        const graph = madeUpGraph(shape.seed, { ...shape, odd: false });
        const before = layLanes(drawingOf(graph));
        const drawing = drawingOf(graph, { kinds });
        const geometry = layLanes(drawing, before);
        expect(geometryFaults(drawing, geometry)).toEqual([]);
        expect(moves(before.boxes, geometry)).toHaveLength(1);
        expect(moves(before.boxes, layLanes(drawingOf(graph), geometry))).toHaveLength(1);
      }),
      often(100, 2000),
    );
  });

  it('gets the same place from the same place', () => {
    const graph = madeUpGraph(7, { nodes: 40, folds: 5, odd: true });
    const before = layLanes(drawingOf(begun(graph, 20)));
    expect(layLanes(drawingOf(graph), before)).toEqual(layLanes(drawingOf(graph), before));
    const now = layLanes(drawingOf(graph), before);
    // Nothing new: it stays, to the last bend.
    expect(layLanes(drawingOf(graph), now)).toEqual(now);
  });

  it('is laid out afresh where something went, or became smaller', () => {
    const graph = madeUpGraph(7, { nodes: 40, folds: 5, odd: false });
    const opened = layLanes(drawingOf(graph, { open: 'all' }));
    expect(layLanes(drawingOf(graph), opened)).toEqual(layLanes(drawingOf(graph)));
    const part = drawingOf(begun(graph, 20));
    expect(layLanes(part, layLanes(drawingOf(graph)))).toEqual(layLanes(part));
  });
});
