import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import type { Geometry } from '../../shared/graph/drawing.ts';
import { layLanes } from '../../shared/graph/lanes/lay-lanes.ts';
import { type GraphChoices, PLAIN_CHOICES } from '../../shared/graph/model/choices.ts';
import { graphModel } from '../../shared/graph/model/graph-model.ts';
import { expectAlways, often } from '../support/property.ts';
import { geometryFaults, overlaps } from './geometry-faults.ts';
import { graphEdge, graphNode, graphOf, type GraphShape, madeUpGraph } from './made-up-graph.ts';

const someShape = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({ min: 1, max: 70 }),
  folds: fc.integer({ min: 5, max: 20 }),
  odd: fc.boolean(),
});

function made({ seed, ...shape }: GraphShape & { readonly seed: number }): OperatorGraph {
  return madeUpGraph(seed, shape);
}

function laid(graph: OperatorGraph, choices: Partial<GraphChoices> = {}): Geometry {
  return layLanes(graphModel(graph, { ...PLAIN_CHOICES, files: true, ...choices }).drawing);
}

/** Boxes of each column from top to bottom, as their ids. */
function columnsOf({ boxes }: Geometry): string[][] {
  const byX = Map.groupBy(
    boxes.toSorted((one, other) => one.x - other.x || one.y - other.y),
    ({ x }) => x,
  );
  return [...byX.values()].map((column) => column.map(({ id }) => id));
}

describe('a pipeline laid out by lanes', () => {
  it('has no box over another, no line through a box, and in frames nothing foreign', () => {
    expectAlways(
      fc.property(someShape, fc.boolean(), (shape, isOpened) => {
        const graph = made(shape);
        const { drawing } = graphModel(graph, { ...PLAIN_CHOICES, files: true, open: isOpened ? 'all' : [] });
        expect(geometryFaults(drawing, layLanes(drawing))).toEqual([]);
      }),
      often(1000, 20_000),
    );
  });

  it('gets the same geometry from the same graph', () => {
    expectAlways(
      fc.property(someShape, (shape) => {
        expect(laid(made(shape))).toEqual(laid(made(shape)));
      }),
      often(50, 1000),
    );
  });

  it('that gets a node more in a branch swaps no two others of a column', () => {
    expectAlways(
      fc.property(someShape, fc.nat(), (shape, at) => {
        const graph = made(shape);
        const inBranches = graph.nodes.filter(({ branch }) => branch.length > 0);
        const beside = inBranches[at % Math.max(1, inBranches.length)];
        fc.pre(beside !== undefined);
        const more = graphNode('more', { ...beside, id: 'more' });
        const grown = graphOf(
          [...graph.nodes, more],
          [...graph.edges, graphEdge(beside?.id ?? '', 'more', { kind: 'follows' })],
        );
        const before = columnsOf(laid(graph));
        const orderOf = new Map(before.flatMap((ids) => ids.map((id, order) => [id, order] as const)));
        const columnOf = new Map(before.flatMap((ids, column) => ids.map((id) => [id, column] as const)));
        for (const column of columnsOf(laid(grown))) {
          for (const members of Map.groupBy(column, (id) => columnOf.get(id)).values()) {
            const orders = members.flatMap((id) => orderOf.get(id) ?? []);
            expect(orders).toEqual(orders.toSorted((one, other) => one - other));
          }
        }
      }),
      often(200, 5000),
    );
  });

  it('that goes on at its end moves no column', () => {
    expectAlways(
      fc.property(someShape, (shape) => {
        const graph = made(shape);
        const last = graph.nodes.findLast(({ kind, branch }) => kind === 'operator' && branch.length === 0);
        const grown = graphOf(
          [...graph.nodes, graphNode('more', { step: 1000 })],
          [...graph.edges, graphEdge(last?.id ?? '', 'more')],
        );
        const xOf = new Map(laid(graph).boxes.map(({ id, x }) => [id, x]));
        for (const { id, x } of laid(grown).boxes) {
          const before = xOf.get(id);
          // A gutter may grow by a track, or lose one where what turns there comes into other rows; what stands behind moves by that,
          // never between columns.
          if (before !== undefined) expect(Math.abs(x - before) % 28).toBe(0);
        }
      }),
      often(100, 2000),
    );
  });

  it('has hardly two lines on each other that have no end in common', () => {
    const drawings = Array.from({ length: 40 }, (_, seed) => {
      const graph = madeUpGraph(seed, { nodes: 60, folds: 5, odd: false });
      return graphModel(graph, PLAIN_CHOICES).drawing;
    });
    const lines = drawings.flatMap((drawing) => drawing.lines);
    const pairs = drawings.flatMap((drawing) => overlaps(drawing, layLanes(drawing)));
    expect(lines.length).toBeGreaterThan(3000);
    expect(pairs.length).toBeLessThanOrEqual(lines.length / 500);
  });

  it('survives any boxes and lines', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const box = fc.record({
      id,
      width: fc.integer({ min: 10, max: 300 }),
      height: fc.integer({ min: 40, max: 90 }),
      lane: fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 3 }),
      step: fc.option(fc.integer({ min: -2, max: 6 }), { nil: null }),
      source: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
      substep: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
      rows: fc.uniqueArray(fc.record({ id: fc.constantFrom('r', 's'), height: fc.constant(18) }), {
        selector: (row) => row.id,
      }),
    });
    const row = fc.constantFrom('r', 's', 'gone', null);
    const line = fc.record({ from: id, to: id, fromRow: row, toRow: row });
    expectAlways(
      fc.property(
        fc.uniqueArray(box, { selector: (one) => one.id }),
        fc.array(line, { maxLength: 20 }),
        (boxes, some) => {
          const drawing = { boxes, lines: some.map((one, at) => ({ ...one, id: String(at) })) };
          expect(geometryFaults(drawing, layLanes(drawing))).toEqual([]);
        },
      ),
      often(500, 20_000),
    );
  });

  it('stands in twelve frames at most, however deep its branches are', () => {
    const branch = Array.from({ length: 5000 }, (_, at) => at % 3);
    const { lanes } = laid(graphOf([graphNode('a', { branch, step: 1 })], []));
    expect(lanes).toHaveLength(12);
  });

  it('has two forks in a row in the same rows', () => {
    const fork = (step: number): string[] => [`${step}a`, `${step}b`];
    const nodes = [
      ...fork(1).map((id, at) => graphNode(id, { step: 1, branch: [at] })),
      graphNode('m', { step: 2 }),
      ...fork(3).map((id, at) => graphNode(id, { step: 3, branch: [at] })),
    ];
    const edges = [...fork(1).map((id) => graphEdge(id, 'm')), ...fork(3).map((id) => graphEdge('m', id))];
    const { boxes, lanes } = laid(graphOf(nodes, edges));
    const y = (id: string): number | undefined => boxes.find((box) => box.id === id)?.y;
    expect(y('1a')).toBe(y('3a'));
    expect(y('1b')).toBe(y('3b'));
    expect(lanes.map(({ path }) => path)).toEqual([[0], [1], [0], [1]]);
  });
});
