import { describe, expect, it } from 'vitest';
import {
  cleanable,
  cleanableDatasets,
  datasetGoing,
  numbersOf,
} from '../../electron/registry/ask/deletion/cleanable.ts';
import { impactOf } from '../../electron/registry/ask/deletion/impact.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { whatIf } from '../../electron/registry/ask/deletion/what-if.ts';
import type { Impact, Target } from '../../electron/registry/ask/deletion/impact.ts';
import type { WhatIf } from '../../shared/api/deletion/what-if.ts';
import { copyFixture, FIXTURES } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

/** What both ways of working it out say. */
function common(impact: Impact | WhatIf): object {
  const breaks = impact.breaks;
  const [stays, broken] =
    'stays' in impact
      ? [{ files: impact.stays.files, bytes: impact.stays.bytes }, impact.breaks.artifacts]
      : [impact.shared, Array.isArray(breaks) ? breaks.length : -1];
  const { frees, folder_bytes: folders, frees_nothing: nothing } = impact;
  return { frees, folders, nothing, stays, broken };
}

describe.each(FIXTURES)('what deleting would do in %s, from columns, is what SQL says', (name) => {
  const workspace = scanned(copyFixture(name));
  const context = fresh(workspace.index);
  const bySql = (target: Target): object => common(impactOf(context, target));

  it('of each pipeline, of each with its neighbour, and of all together', () => {
    const paths = listPipelines(context).map(({ manifest }) => manifest);
    const ids = numbersOf(context, paths);
    expect(ids).toHaveLength(paths.length);
    const groups = [...ids.map((id) => [id]), ...ids.slice(1).map((id, place) => [ids[place] ?? 0, id]), ids];
    for (const manifests of groups) {
      const impact = complete(whatIf(context, { manifests, files: [] }));
      expect(common(impact)).toEqual(bySql({ kind: 'pipelines', manifests }));
      expect(impact.pipelines).toBe(manifests.length);
    }
  });

  it('of each dataset', () => {
    const datasets = complete(cleanableDatasets(context));
    expect(datasets).toHaveLength(complete(cleanable(context)).datasets.datasets);
    for (const { dataset, frees_bytes: frees, breaks } of datasets) {
      const impact = complete(whatIf(context, datasetGoing(context, dataset)));
      expect(common(impact)).toEqual(bySql({ kind: 'dataset', dataset }));
      expect({ frees, breaks }).toEqual({ frees: impact.frees.bytes, breaks: impact.breaks.artifacts });
    }
  });
});

it('says where the copies lie that keep files', () => {
  const workspace = scanned(copyFixture('bundle-and-library'));
  const context = fresh(workspace.index);
  const all = numbersOf(
    context,
    listPipelines(context).map(({ manifest }) => manifest),
  );
  const { stays } = complete(whatIf(context, { manifests: all, files: [] }));
  expect(stays.files).toBeGreaterThan(0);
  expect(stays.pipelines).toBe(0);
  expect(stays.copies).toEqual(['library', 'export']);
});
