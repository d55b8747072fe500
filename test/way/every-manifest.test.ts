import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { wayOf } from '../../electron/registry/way/way-of.ts';
import { lastNodes, parseChain } from '../../shared/format/chain.ts';
import { pipelineManifests, readFixture } from './support.ts';

function lastNodeOf(chainPath: string): {
  step: number;
  branch: readonly number[];
  source: number | null;
  substep: number | null;
} {
  const chain = parseChain(chainPath);
  if (!chain.ok) throw new Error(`${chainPath} is no chain`);
  const [last] = lastNodes(chain.value);
  if (last === undefined) throw new Error(`${chainPath} is empty`);
  return { step: last.step, branch: last.branchPath, source: last.source, substep: last.substep };
}

describe('every manifest of the fixtures', () => {
  it('is there', () => {
    expect(pipelineManifests().length).toBeGreaterThanOrEqual(54);
  });

  it.each(pipelineManifests())('%s has each record in one node, at the place its chain names', (relative) => {
    const { items, steps } = readFixture(relative);
    const way = deriveWay(items, steps);
    const positions = way.nodes.flatMap(({ records }) => records);
    expect(positions.toSorted((one, other) => one - other)).toEqual(items.map(({ position }) => position));

    for (const node of way.nodes) {
      for (const parent of node.parents) expect(parent.node).toBeLessThan(node.id);
      const folds = node.records.map((position) => items[position]?.foldId ?? -1);
      expect(folds).toEqual(folds.toSorted((one, other) => one - other));
      for (const position of node.records) {
        expect(wayOf(way, position)?.groups.at(-1)).toEqual({ nodes: [node.id], kind: 'end' });
        const item = items[position];
        if (item === undefined || item.chainPath === '') continue;
        expect({
          step: node.stepIndex,
          branch: node.branchPath,
          source: node.source,
          substep: node.substep,
        }).toEqual(lastNodeOf(item.chainPath));
      }
    }
  });

  it.each(pipelineManifests())(
    '%s has a node for each step of its trace, and none that says less',
    (relative) => {
      const { items, steps } = readFixture(relative);
      const { nodes, traced } = deriveWay(items, steps);
      expect(traced).toBe(steps.length > 0);
      const ordinals = new Set(
        nodes.map(({ traceOrdinal }) => traceOrdinal).filter((ordinal) => ordinal !== null),
      );
      expect([...ordinals].sort((one, other) => one - other)).toEqual(steps.map(({ ordinal }) => ordinal));
      for (const node of nodes) if (node.records.length > 0) expect(node.operatorClass).not.toBe('');
    },
  );

  it('infers nothing where V3 wrote everything', () => {
    const inferred = pipelineManifests().filter((relative) => {
      const { items, steps } = readFixture(relative);
      const complete = steps.length > 0 && items.every(({ shape }) => shape === 'v3');
      return complete && deriveWay(items, steps).inferred;
    });
    expect(inferred.map((relative) => relative.split('/').at(-2))).toEqual(['0003_two_forks_7cf20c']);
  });
});
