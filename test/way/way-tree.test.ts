import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../electron/registry/way/way-tree.ts';
import type { Way, WayNode, WayParent } from '../../shared/domain/way.ts';
import { processorTime } from '../support/processor-time.ts';
import { expectAlways, often } from '../support/property.ts';

const edge = (node: number, kind: WayParent['kind'] = 'feeds'): WayParent => ({
  node,
  kind,
  inferred: false,
});

function wayWith(parents: readonly (readonly WayParent[])[]): Way {
  const nodes = parents.map((of, id): WayNode => ({
    id,
    stepIndex: id + 1,
    branchPath: [],
    substep: null,
    source: null,
    role: 'features',
    operatorClass: `C${id}`,
    operatorType: 'transform',
    operatorConfig: null,
    traceOrdinal: id,
    records: [],
    parents: of,
    inferred: false,
  }));
  return { nodes, traced: true, inferred: false };
}

const parentsOf = (way: Way): (number | null)[] => treeOf(way).map(({ parent }) => parent);

describe('the tree of a way', () => {
  it('puts a node under what feeds it, and one after branches under where they part', () => {
    // 0 feeds branches 1-2 and 3, which 4 takes both.
    const way = wayWith([[], [edge(0)], [edge(1)], [edge(0)], [edge(2), edge(3)], [edge(4, 'follows')]]);
    expect(parentsOf(way)).toEqual([null, 0, 1, 0, 0, 4]);
    expect(treeOf(way)[4]).toEqual({ parent: 0, inputs: [2, 3], depends: false });
    expect(treeOf(way)[5]?.inputs).toEqual([]);
  });

  it('puts what takes sources that never met at the top', () => {
    expect(parentsOf(wayWith([[], [], [edge(0), edge(1)]]))).toEqual([null, null, null]);
  });

  it('puts a meta-model where its models part, with them as inputs', () => {
    const meta = [edge(0, 'follows'), edge(2, 'depends'), edge(3, 'depends'), edge(2, 'depends')];
    const way = wayWith([[], [edge(0)], [edge(1)], [edge(1)], meta]);
    expect(treeOf(way)[4]).toEqual({ parent: 1, inputs: [2, 3], depends: true });
  });

  it('has no circles, whatever somebody wrote', () => {
    const size = 8;
    const parents = fc.array(
      fc.array(
        fc.record({
          node: fc.nat({ max: size - 1 }),
          kind: fc.constantFrom('feeds', 'follows', 'depends'),
          inferred: fc.boolean(),
        }) as fc.Arbitrary<WayParent>,
        { maxLength: 4 },
      ),
      { minLength: size, maxLength: size },
    );
    expectAlways(
      fc.property(parents, (lists) => {
        const possible = lists.map((list, id) =>
          list.filter(({ node, kind }) => (kind === 'depends' ? node !== id : node < id)),
        );
        const way = wayWith(possible);
        for (const [id, { parent, inputs }] of treeOf(way).entries()) {
          if (parent !== null) expect(parent).toBeLessThan(id);
          const depends = new Set(
            possible[id]?.filter(({ kind }) => kind === 'depends').map(({ node }) => node),
          );
          const feeds = possible[id]?.filter(({ kind }) => kind !== 'depends').map(({ node }) => node) ?? [];
          if (depends.size > 0) expect(new Set(inputs)).toEqual(depends);
          else expect(inputs).toEqual(feeds.length > 1 ? feeds : []);
        }
      }),
      often(300, 20_000),
    );
  });

  it('takes thousands of branches that meet again and again', () => {
    const parents: WayParent[][] = [[]];
    const heads = Array.from({ length: 4000 }, (_, at) => edge(at + 1));
    for (let branch = 0; branch < 4000; branch += 1) parents.push([edge(0)]);
    for (let model = 0; model < 4000; model += 1) parents.push(heads);
    const took = processorTime(() => {
      expect(new Set(parentsOf(wayWith(parents)).slice(1))).toEqual(new Set([0]));
    });
    expect(took).toBeLessThan(1000);
  });
});
