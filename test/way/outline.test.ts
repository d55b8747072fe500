import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { operatorParameters } from '../../electron/registry/way/operator-parameters.ts';
import { outlineOf, readLabel, readShape } from '../../electron/registry/way/outline.ts';
import { treeOf } from '../../electron/registry/way/way-tree.ts';
import { expectAlways, often } from '../support/property.ts';
import { someItems, someSteps } from './some-pipelines.ts';

describe('an outline', () => {
  it('gives back of any way what it was made of', () => {
    expectAlways(
      fc.property(someItems, someSteps, (items, steps) => {
        const way = deriveWay(items, steps);
        const tree = treeOf(way);
        const { labels, shape } = outlineOf(way);
        const nodes = readShape(shape);
        expect(labels.map(readLabel)).toEqual(
          way.nodes.map((node) => ({
            role: node.role,
            name: node.operatorClass || node.operatorType,
            type: node.operatorType,
            parameters: operatorParameters(node) ?? null,
          })),
        );
        expect(nodes).toHaveLength(way.nodes.length);
        for (const [id, { parent, inputs, inferred, isLate, isPassedThrough, records }] of nodes.entries()) {
          const [node, place] = [way.nodes[id], tree[id]];
          expect({ parent: parent < 0 ? null : parent, inputs }).toEqual({
            parent: place?.parent,
            inputs: place?.inputs,
          });
          expect(inferred).toBe(node?.inferred);
          expect(isLate).toBe(place?.depends === true && place.inputs.some((input) => input > id));
          const isNothing = node?.role === 'structure' && node.operatorType !== 'merge';
          expect(isPassedThrough).toBe(isNothing && node.records.length === 0);
          const positions: number[] = [];
          for (let row = 0; row < records.length; row += 2) {
            for (let at = 0; at < (records[row + 1] ?? 0); at += 1) positions.push((records[row] ?? 0) + at);
          }
          expect(positions).toEqual(node?.records);
        }
      }),
      often(300, 10_000),
    );
  });

  it('writes a list that many nodes take once', () => {
    const item = {
      shape: 'v3' as const,
      artifactId: null,
      chainPath: '',
      sourceIndex: null,
      substepIndex: null,
    };
    const of = (position: number, stepIndex: number, branchPath: readonly number[], className: string) => ({
      ...item,
      position,
      stepIndex,
      branchPath,
      className,
      foldId: null,
      artifactType: className === 'SNV' ? 'transformer' : 'model',
      dependsOn: [],
    });
    const count = 300;
    const forked = Array.from({ length: count }, (_, at) => of(at, 1, [at], 'SNV'));
    const models = Array.from({ length: count }, (_, at) => of(count + at, 2, [], `M${at}`));
    const { shape } = outlineOf(deriveWay([...forked, ...models], []));
    expect(readShape(shape)).toHaveLength(2 * count);
    expect(shape.length).toBeLessThan(count * 40);
  });
});
