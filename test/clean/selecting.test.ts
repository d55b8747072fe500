import { expect, it } from 'vitest';
import { complete } from '../../electron/registry/columns/slices.ts';
import { selected } from '../../electron/worker/core/router/selected.ts';
import { manifestNumber, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';

it('all pipelines are all but those that may be running, and those that were taken out', () => {
  const { root, pipeline } = laboratory();
  new WorkspaceBuilder(root).manifest(
    'runs/corn/0003_c_cccccc',
    v3Manifest('corn', [v3Item('second alone')], { execution_traces: undefined, uid: 'three' }),
  );
  const { index } = scanned(root);
  const context = { ...fresh(index), graceMs: 60_000 };
  const all = (except: readonly string[]): number[] => {
    const selection = { kind: 'pipelines-matching', filter: {}, except } as const;
    return [...complete(selected(context, selection, false)).going.manifests];
  };
  const numbers = [pipeline, 'runs/corn/0002_b_bbbbbb/manifest.yaml'].map((path) =>
    manifestNumber(index, path),
  );
  expect(all([])).toEqual(numbers);
  expect(all([pipeline])).toEqual(numbers.slice(1));
});
