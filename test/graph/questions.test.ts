import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { compareGraphs } from '../../shared/graph/ask/compare.ts';
import { orderOf } from '../../shared/graph/ask/order.ts';
import { parseSelection } from '../../shared/graph/ask/parse-selection.ts';
import { selectByText } from '../../shared/graph/ask/select.ts';
import { waysBetween, wayWords } from '../../shared/graph/ask/ways-between.ts';
import { processorTime } from '../support/processor-time.ts';
import { expectAlways, often } from '../support/property.ts';
import { graphEdge, graphNode, graphOf, graphRecord, madeUpGraph } from './made-up-graph.ts';

const someGraph = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 60 }), fc.boolean())
  .map(([seed, nodes, odd]) => madeUpGraph(seed, { nodes, folds: 3, odd }));

function graph(
  edges: string,
  more: Readonly<Record<string, Parameters<typeof graphNode>[1]>> = {},
): OperatorGraph {
  const pairs = edges.split(' ').map((edge) => edge.split('>') as [string, string]);
  const ids = [...new Set(pairs.flat())];
  return graphOf(
    ids.map((id, at) => graphNode(id, { step: at, ...more[id] })),
    pairs.map(([from, to]) => graphEdge(from, to)),
  );
}

/** A chain so long that recursion would overflow. */
function chain(length: number): OperatorGraph {
  const nodes = Array.from({ length }, (_, at) => graphNode(`n${at}`, { step: null }));
  return graphOf(
    nodes.toReversed(),
    nodes.slice(1).map(({ id }, at) => graphEdge(`n${at}`, id)),
  );
}

describe('the order of a graph', () => {
  it('has each node behind what leads to it, but inside circles', () => {
    expectAlways(
      fc.property(someGraph, (some) => {
        const { order, circles } = orderOf(some);
        expect(order.toSorted()).toEqual(some.nodes.map(({ id }) => id).toSorted());
        const at = new Map(order.map((id, index) => [id, index]));
        const circleOf = new Map(
          circles.flatMap((circle, index) => circle.map((id) => [id, index] as const)),
        );
        for (const { from, to } of some.edges) {
          const isInside = circleOf.has(from) && circleOf.get(from) === circleOf.get(to);
          if (!isInside) expect(at.get(from)).toBeLessThan(at.get(to) ?? -1);
        }
      }),
      often(200, 5000),
    );
  });

  it('tells circles, and nodes that lead to themselves', () => {
    expect(orderOf(graph('a>b b>c c>a c>d d>d')).circles.toSorted()).toEqual([['a', 'b', 'c'], ['d']]);
    expect(orderOf(graph('a>b b>c')).circles).toEqual([]);
  });

  it('is found at a depth of 100,000', () => {
    const long = chain(100_000);
    expect(orderOf(long).order.slice(0, 2)).toEqual(['n0', 'n1']);
    const ring = graphOf(long.nodes, [...long.edges, graphEdge('n99999', 'n0')]);
    expect(orderOf(ring).circles[0]?.length).toBe(100_000);
    expect(waysBetween(long, 'n99999', 'n0', 5)?.ways[0]?.length).toBe(100_000);
    expect(selectByText(long, '+n99999').selected.length).toBe(100_000);
  });
});

describe('all ways between two nodes', () => {
  const some = graph('a>b a>c b>d c>d d>e c>x y>d', { b: { label: 'SNV', branch: [0] } });

  it('are what lies on one, and nothing else', () => {
    expect(waysBetween(some, 'a', 'e', 10)).toMatchObject({
      from: 'a',
      to: 'e',
      nodes: ['a', 'b', 'c', 'd', 'e'],
      ways: [
        ['a', 'b', 'd', 'e'],
        ['a', 'c', 'd', 'e'],
      ],
      hasMore: false,
    });
  });

  it('are found from either end, and none where none leads', () => {
    expect(waysBetween(some, 'e', 'a', 10)?.from).toBe('a');
    expect(waysBetween(some, 'x', 'y', 10)).toBeNull();
    expect(waysBetween(some, 'a', 'a', 10)).toBeNull();
    expect(waysBetween(some, 'a', 'gone', 10)).toBeNull();
  });

  it('have words', () => {
    const nodes = new Map(some.nodes.map((node) => [node.id, node]));
    expect(wayWords(nodes, ['a', 'b', 'd'])).toBe('a → SNV br 0 → d');
  });

  it('are listed in moderate time where there are very many', () => {
    const layers = Array.from(
      { length: 60 },
      (_, at) => `${at}>${at}l ${at}>${at}r ${at}l>${at + 1} ${at}r>${at + 1}`,
    );
    const spent = processorTime(() => {
      expect(waysBetween(graph(layers.join(' ')), '0', '60', 20)).toMatchObject({
        hasMore: true,
        ways: { length: 20 },
      });
    });
    expect(spent).toBeLessThan(2000);
  });

  it('lead along edges, and meet no node twice', () => {
    expectAlways(
      fc.property(someGraph, fc.nat(), fc.nat(), (any, one, other) => {
        const idAt = (at: number): string => any.nodes[at % any.nodes.length]?.id ?? '';
        const found = waysBetween(any, idAt(one), idAt(other), 20);
        const edges = new Set(any.edges.map(({ from, to }) => `${from}>${to}`));
        for (const way of found?.ways ?? []) {
          expect(new Set(way).size).toBe(way.length);
          expect(way.slice(1).every((id, at) => edges.has(`${way[at]}>${id}`))).toBe(true);
          expect(way.every((id) => found?.nodes.includes(id))).toBe(true);
        }
      }),
      often(100, 3000),
    );
  });
});

describe('selecting by text', () => {
  const some = graph('Scale>SNV SNV>PLS PLS>Ridge SNV>SVR SVR>Ridge', {
    SVR: { records: [graphRecord(0, { state: 'missing', file: null, artifact_id: 'p$abc:0' })] },
    PLS: {
      label: 'A+B model',
      records: [graphRecord(1, { file: 'binaries/d/pls.joblib', other_pipelines: 2 })],
    },
  });

  it.each([
    ['ridge', ['Ridge']],
    ['+Ridge', ['Scale', 'SNV', 'PLS', 'Ridge', 'SVR']],
    ['1+Ridge', ['PLS', 'Ridge', 'SVR']],
    ['SNV+', ['SNV', 'PLS', 'Ridge', 'SVR']],
    ['1+SNV+1', ['Scale', 'SNV', 'PLS', 'SVR']],
    ['class:s', ['Scale', 'SNV', 'SVR']],
    ['state:missing', ['SVR']],
    ['state:shared', ['PLS']],
    ['file:pls.job', ['PLS']],
    ['"a+b model"', ['PLS']],
    ['abc:0', ['SVR']],
    ['+Ridge SNV+', ['SNV', 'PLS', 'Ridge', 'SVR']],
    ['nothing', []],
    ['  ', []],
  ])('%s', (text, expected) => {
    expect(selectByText(some, text).selected).toEqual(expected);
  });

  it('takes any text', () => {
    expectAlways(
      fc.property(fc.string(), (text) => {
        for (const term of parseSelection(text)) expect(term.text).not.toBe('');
        const { found, selected } = selectByText(some, text);
        expect(found.every((id) => selected.includes(id))).toBe(true);
      }),
      often(300, 10_000),
    );
  });
});

describe('comparing two pipelines', () => {
  const left = graph('S>A A>M', {
    S: { label: 'Scale' },
    A: { label: 'SNV', role: 'features' },
    M: { label: 'PLS', role: 'model' },
  });
  const side = (other: OperatorGraph): unknown[] => {
    const { nodes } = compareGraphs(left, other);
    return [...nodes.values()].map((node) => [node.side, (node.left ?? node.right)?.label, ...node.changed]);
  };

  it('does not mix up operators of one class of which a circle leads to both', () => {
    const shape: Parameters<typeof graph> = [
      'z>a a>b b>c c>d f>d d>e d>b e>z',
      {
        a: { label: 'Scale' },
        b: { label: 'PCA' },
        c: { label: 'SNV' },
        d: { label: 'merge' },
        e: { label: 'PCA' },
        f: { kind: 'file' },
      },
    ];
    const { nodes } = compareGraphs(graph(...shape), graph(...shape));
    for (const { left: one, right: other } of nodes.values()) expect(other?.id).toBe(one?.id);
  });

  it('does not mix up equal artifacts that are gone, of which one is in a circle', () => {
    const gone = { kind: 'ghost', label: 'p$1:all', step: null } as const;
    const shape: Parameters<typeof graph> = [
      'a>b g>b b>f f>g h>k f>k',
      {
        a: { label: 'SNV' },
        b: { label: 'PLS' },
        f: { kind: 'file', step: null },
        g: gone,
        h: gone,
        k: gone,
      },
    ];
    const { nodes } = compareGraphs(graph(...shape), graph(...shape));
    for (const { left: one, right: other } of nodes.values()) expect(other?.id).toBe(one?.id);
  });

  it('finds that one with itself is the same, whatever its ids', () => {
    expectAlways(
      fc.property(someGraph, (some) => {
        const name = (id: string): string => `other ${id}`;
        const other = graphOf(
          some.nodes.map((node) => ({ ...node, id: name(node.id) })),
          some.edges.map((edge) => ({
            ...edge,
            id: name(edge.id),
            from: name(edge.from),
            to: name(edge.to),
          })),
        );
        const { nodes, edges, graph: both } = compareGraphs(some, other);
        expect(both.nodes).toHaveLength(some.nodes.length);
        expect([...nodes.values()].every((node) => node.side === 'both' && node.changed.length === 0)).toBe(
          true,
        );
        expect([...edges.values()].every((edge) => edge === 'both')).toBe(true);
      }),
      often(100, 2000),
    );
  });

  it('tells what only one has', () => {
    const more = graph('S>A A>B B>M', {
      S: { label: 'Scale' },
      A: { label: 'SNV', role: 'features' },
      B: { label: 'PCA', role: 'features' },
      M: { label: 'PLS', role: 'model' },
    });
    expect(side(more)).toEqual([
      ['both', 'Scale'],
      ['both', 'SNV'],
      ['both', 'PLS'],
      ['right', 'PCA'],
    ]);
  });

  it('tells a changed class, and changed parameters', () => {
    const changed = graph('S>A A>M', {
      S: { label: 'Scale' },
      A: { label: 'MSC', role: 'features' },
      M: { label: 'PLS', role: 'model' },
    });
    expect(side(changed)).toEqual([
      ['both', 'Scale'],
      ['both', 'SNV', 'class'],
      ['both', 'PLS'],
    ]);
    const having = (components: string): OperatorGraph =>
      graph('S>M', {
        S: { label: 'Scale' },
        M: { label: 'PLS', role: 'model', parameters: [{ name: 'n_components', value: components }] },
      });
    expect(compareGraphs(having('5'), having('10')).nodes.get('left:M')).toMatchObject({
      changed: ['parameters'],
      parameters: [{ name: 'n_components', left: '5', right: '10' }],
    });
  });
});
