import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundedNodes, SizeTree } from '../../electron/registry/ask/totals/size-tree.ts';
import type { SizePart, SizeNode } from '../../shared/api/workspace/sizes.ts';
import { expectAlways, often } from '../support/property.ts';

const part = (kind: SizePart['kind'], name: string): SizePart => ({ kind, name, manifest: null, type: null });

const leavesOf = (nodes: readonly SizeNode[]): SizeNode[] => {
  const parents = new Set(nodes.map(({ parent }) => parent));
  return nodes.filter(({ id }) => !parents.has(id));
};

const bytesOf = (nodes: readonly SizeNode[]): number => nodes.reduce((sum, { bytes }) => sum + bytes, 0);

it('keeps to its bound, keeps the largest, and still adds up to everything at every level', () => {
  const leaf = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 3 }), fc.nat({ max: 30 }), fc.nat({ max: 1000 }));
  expectAlways(
    fc.property(
      fc.array(leaf, { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 3, max: 60 }),
      (leaves, most) => {
        const tree = new SizeTree();
        for (const [dataset, type, name, bytes] of leaves) {
          const path = [part('dataset', `d${dataset}`), part('type', `t${type}`), part('class', `c${name}`)];
          tree.add(path, { bytes, files: 1, records: 2, saved_bytes: 3 });
        }
        const nodes = tree.nodes();
        const total = leaves.reduce((sum, [, , , bytes]) => sum + bytes, 0);
        expect(bytesOf(leavesOf(nodes))).toBe(total);
        const bounded = boundedNodes(nodes, most);
        expect(bounded.length).toBeLessThanOrEqual(most);
        expect(new Set(bounded.map(({ id }) => id)).size).toBe(bounded.length);
        expect(bytesOf(leavesOf(bounded))).toBe(total);
        expect(leavesOf(bounded).reduce((sum, { files }) => sum + files, 0)).toBe(leaves.length);
        for (const node of bounded) {
          const children = bounded.filter(({ parent }) => parent === node.id);
          if (children.length > 0) expect(bytesOf(children)).toBe(node.bytes);
        }
        if (nodes.length <= most) expect(bounded).toEqual(nodes);
        if (most >= 5) expect(bounded[0]).toEqual(nodes[0]);
      },
    ),
    often(300, 20_000),
  );
});
