import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { wayOf } from '../../electron/registry/way/way-of.ts';
import type { TraceStep } from '../../shared/domain/manifest.ts';
import type { Way, WayItem } from '../../shared/domain/way.ts';
import { processorTime } from '../support/processor-time.ts';
import { expectAlways, often } from '../support/property.ts';
import { someItems, someSteps } from './some-pipelines.ts';
import { PLAIN_STEP } from './support.ts';

describe('whatever a manifest holds', () => {
  it('each record is in one node, nothing is made up, and the way goes forward', () => {
    expectAlways(
      fc.property(someItems, someSteps, (items, steps) => {
        const { nodes } = deriveWay(items, steps);
        const positions = nodes.flatMap(({ records }) => records).sort((one, other) => one - other);
        expect(positions).toEqual(items.map(({ position }) => position));
        expect(nodes.length).toBeLessThanOrEqual(items.length + steps.length);
        for (const [at, node] of nodes.entries()) {
          expect(node.id).toBe(at);
          expect(node.records.length > 0 || node.traceOrdinal !== null).toBe(true);
          const parents = node.parents.map((parent) => `${parent.kind === 'depends'} ${parent.node}`);
          expect(new Set(parents).size).toBe(parents.length);
          for (const parent of node.parents) {
            expect(parent.node).not.toBe(at);
            expect(nodes[parent.node]).toBeDefined();
            if (parent.kind !== 'depends') expect(parent.node).toBeLessThan(at);
          }
        }
      }),
      often(400, 20_000),
    );
  });

  it('features come from what passes them on, of models only into merges', () => {
    expectAlways(
      fc.property(someItems, someSteps, (items, steps) => {
        const { nodes } = deriveWay(items, steps);
        for (const node of nodes) {
          for (const { node: parent, kind } of node.parents) {
            const role = nodes[parent]?.role;
            if (kind === 'depends' || node.operatorType === 'merge') continue;
            expect(['features', 'structure']).toContain(role);
          }
        }
      }),
      often(200, 10_000),
    );
  });

  it('is derived alike whenever it is derived', () => {
    expectAlways(
      fc.property(someItems, someSteps, (items, steps) => {
        expect(deriveWay(items, steps)).toEqual(deriveWay(structuredClone(items), steps));
      }),
      often(100, 2_000),
    );
  });

  it('each record has a history that ends with it and names no node twice on the way', () => {
    expectAlways(
      fc.property(someItems, someSteps, (items, steps) => {
        const way = deriveWay(items, steps);
        for (const { position } of items) {
          const line = wayOf(way, position);
          expect(way.nodes[line?.node ?? -1]?.records).toContain(position);
          expect(line?.groups.at(-1)).toEqual({ nodes: [line?.node], kind: 'end' });
          const through = line?.groups.filter(({ kind }) => kind === 'way' || kind === 'side') ?? [];
          const nodes = through.flatMap((group) => group.nodes);
          expect(new Set(nodes).size).toBe(nodes.length);
        }
      }),
      often(200, 5_000),
    );
  });
});

const ITEM: WayItem = {
  position: 0,
  shape: 'v3',
  artifactId: null,
  chainPath: '',
  sourceIndex: null,
  branchPath: [],
  stepIndex: 1,
  substepIndex: null,
  foldId: null,
  artifactType: 'transformer',
  className: 'SNV',
  dependsOn: [],
};

const MANY = Array.from({ length: 10_000 }, (_, at) => at);

function build(
  item: (at: number) => Partial<WayItem>,
  step: (at: number) => Partial<TraceStep>,
): { items: WayItem[]; steps: TraceStep[] } {
  const items = MANY.map((position) => ({
    ...ITEM,
    artifactId: `p$${position}:all`,
    ...item(position),
    position,
  }));
  const steps = MANY.map((ordinal) => ({
    ...PLAIN_STEP,
    artifactIds: [`p$${ordinal}:all`],
    ...step(ordinal),
    ordinal,
  }));
  return { items, steps };
}

const LARGE: Record<string, { items: WayItem[]; steps: TraceStep[] }> = {
  'one line': build(
    (at) => ({ stepIndex: at }),
    (at) => ({ stepIndex: at }),
  ),
  'one step': build(
    () => ({}),
    () => ({}),
  ),
  'nothing that joins': build(
    (at) => ({ artifactId: null, shape: 'noId', className: `C${at % 7}` }),
    () => ({}),
  ),
  'branches of two models': build(
    (at) => ({
      stepIndex: at % 3,
      branchPath: [Math.floor(at / 3)],
      artifactType: at % 3 === 0 ? 'transformer' : 'model',
    }),
    (at) => ({ stepIndex: at % 3, branchPath: [Math.floor(at / 3)] }),
  ),
  'models behind thousands of branches': build(
    (at) => (at < 5000 ? { branchPath: [at] } : { stepIndex: at, artifactType: 'model' }),
    (at) => (at < 5000 ? { branchPath: [at] } : { stepIndex: at, operatorType: 'model' }),
  ),
  'augmentations of thousands': build(
    (at) => ({ stepIndex: at < 5000 ? 1 : 2, substepIndex: at, sourceIndex: 0 }),
    (at) => (at < 2 ? { stepIndex: at + 1, artifactIds: MANY.map((id) => `p$${id}:all`) } : { stepIndex: 3 }),
  ),
  'a source each': build(
    (at) => ({ stepIndex: at, sourceIndex: at }),
    (at) => ({ stepIndex: at }),
  ),
  'merges behind every branch': build(
    (at) => ({
      stepIndex: at,
      branchPath: at % 2 === 0 ? [0] : [],
      artifactType: at % 2 === 0 ? 'model' : 'transformer',
    }),
    (at) => ({ stepIndex: at, ...(at % 2 === 0 ? { branchPath: [0] } : { operatorType: 'merge' }) }),
  ),
  'everything needs everything near': build(
    (at) => ({
      artifactType: 'meta_model',
      dependsOn: [0, 1, 2, 3].map((by) => `p$${(at + by) % MANY.length}:all`),
    }),
    () => ({ operatorType: 'model' }),
  ),
  'one id': build(
    (at) => ({ artifactId: 'p$a:all', dependsOn: ['p$a:all'], foldId: at % 5 }),
    () => ({ artifactIds: ['p$a:all'] }),
  ),
};

function deepest(way: Way): number {
  return Math.max(...way.nodes.map(({ branchPath: { length } }) => length));
}

describe('ten thousand records and ten thousand steps', () => {
  it.each(Object.keys(LARGE))('%s: in well under a second', (name) => {
    const { items, steps } =
      LARGE[name] ??
      build(
        () => ({}),
        () => ({}),
      );
    let way = deriveWay([], []);
    const took = processorTime(() => {
      way = deriveWay(items, steps);
    });
    expect(way.nodes.length).toBeLessThanOrEqual(20_000);
    expect(wayOf(way, 9_999)?.groups.at(-1)?.kind).toBe('end');
    expect(took).toBeLessThan(2_000);
  });

  it('survive branches thousands deep', () => {
    const deep = MANY.slice(0, 3_000);
    const items = [
      { ...ITEM, branchPath: deep },
      { ...ITEM, position: 1, stepIndex: 2, branchPath: deep },
    ];
    expect(deepest(deriveWay(items, []))).toBe(3_000);
  });
});
