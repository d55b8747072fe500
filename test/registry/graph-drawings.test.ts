import { describe, expect, it } from 'vitest';
import { pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { allRows } from '../../electron/registry/index/database.ts';
import type { Geometry, Point } from '../../shared/graph/drawing.ts';
import { layLanes } from '../../shared/graph/lanes/lay-lanes.ts';
import { PLAIN_CHOICES } from '../../shared/graph/model/choices.ts';
import { graphModel } from '../../shared/graph/model/graph-model.ts';
import { crossings, geometryFaults } from '../graph/geometry-faults.ts';
import { type FixtureName, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

/** Lines that run to the left: only what closes a circle does. */
function backwards({ lines }: Geometry): string[] {
  return lines
    .filter(({ points }) => points.slice(1).some(({ x }, at) => x < (points[at] as Point).x))
    .map(({ id }) => id);
}

/** Lines of all pipelines, and points at which some cross: written down, so that a change of the layout shows. */
const COUNTED: Readonly<Record<FixtureName, Readonly<Record<string, unknown>>>> = {
  corn: {
    'folds together': { lines: 26, crossings: 0 },
    'each fold, and files': { lines: 77, crossings: 4 },
  },
  'branches-stacking': {
    'folds together': { lines: 184, crossings: 14 },
    'each fold, and files': { lines: 446, crossings: 118 },
  },
  'several-datasets': {
    'folds together': { lines: 34, crossings: 0 },
    'each fold, and files': { lines: 88, crossings: 12 },
  },
  orphans: {
    'folds together': { lines: 14, crossings: 0 },
    'each fold, and files': { lines: 35, crossings: 3 },
  },
  'bundle-and-library': {
    'folds together': { lines: 11, crossings: 0 },
    'each fold, and files': { lines: 28, crossings: 0 },
  },
  'old-layout': {
    'folds together': { lines: 48, crossings: 0 },
    'each fold, and files': { lines: 134, crossings: 22 },
  },
};

describe.each(FIXTURES)('the pipelines of %s', (name) => {
  it.each([
    ['folds together', [], false],
    ['each fold, and files', 'all', true],
  ] as const)('are drawn without a fault: %s', (how, open, files) => {
    const context = fresh(scanned(fixtureWorkspace(name)).index);
    const manifests = allRows<{ path: string }>(
      context.index,
      'SELECT path FROM manifest WHERE is_primary',
      {},
    );
    const found = manifests.map(({ path: manifest }) => {
      const graph = complete(pipelineGraph(context, { manifest, files, beyond: [] }));
      if (graph === null) throw new Error(`No graph of ${manifest}.`);
      const { drawing } = graphModel(graph, { ...PLAIN_CHOICES, files, open });
      const geometry = layLanes(drawing);
      expect({ manifest, faults: geometryFaults(drawing, geometry), back: backwards(geometry) }).toEqual({
        manifest,
        faults: [],
        back: [],
      });
      return { lines: drawing.lines.length, crossings: crossings(geometry) };
    });
    const sum = (of: 'lines' | 'crossings'): number => found.reduce((total, one) => total + one[of], 0);
    expect({ lines: sum('lines'), crossings: sum('crossings') }).toEqual(COUNTED[name][how]);
  });
});
