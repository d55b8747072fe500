import { describe, expect, it } from 'vitest';
import { cleanable, cleanableDatasets } from '../../electron/registry/ask/deletion/cleanable.ts';
import { datasetGoing, numbersOf, type Going } from '../../electron/registry/ask/deletion/going.ts';
import { whatIf, type Impact } from '../../electron/registry/ask/deletion/what-if.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { copyFixture, FIXTURES } from '../support/fixtures.ts';
import { plainRecords, plainReferences, plainSums } from '../support/plain-sums.ts';
import { manifestNumber, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

describe.each(FIXTURES)('what deleting would do in %s, worked out the obvious way', (name) => {
  const workspace = scanned(copyFixture(name));
  const { index } = workspace;
  const context = fresh(index);
  const records = plainRecords(index);
  const references = plainReferences(index);
  const manifestOf = new Map(
    [...new Set(records.map(({ manifest }) => manifest))].map((path) => [path, manifestNumber(index, path)]),
  );

  function expectPlain({ manifests, files }: Going, impact: Impact): void {
    const going = new Set(manifests);
    const sums = plainSums(records, references, ({ manifest }) => going.has(manifestOf.get(manifest) ?? -1));
    const named = new Set(files);
    const alone = references.filter(({ file, frees }) => named.has(file) && frees === 1);
    if (files.length === 0) expect(impact.frees.bytes).toBe(sums.exclusive_bytes);
    else expect(impact.frees.bytes).toBeGreaterThanOrEqual(alone.length === 0 ? 0 : sums.exclusive_bytes);
    if (files.length === 0) {
      const { frees, stays, frees_nothing: nothing } = impact;
      expect(frees.files + stays.files + nothing.files).toBe(sums.files);
      expect(frees.bytes + stays.bytes + nothing.bytes).toBe(sums.size_bytes);
    }
  }

  it('of each pipeline, of each with its neighbour, and of all together', () => {
    const paths = listPipelines(context).map(({ manifest }) => manifest);
    const ids = numbersOf(context, paths);
    expect(ids).toHaveLength(paths.length);
    const groups = [...ids.map((id) => [id]), ...ids.slice(1).map((id, place) => [ids[place] ?? 0, id]), ids];
    for (const manifests of groups) {
      const going = { manifests, files: [] };
      const impact = complete(whatIf(context, going));
      expectPlain(going, impact);
      expect(impact.pipelines).toBe(manifests.length);
    }
  });

  it('of each dataset', () => {
    const datasets = complete(cleanableDatasets(context));
    expect(datasets).toHaveLength(complete(cleanable(context)).datasets.datasets);
    for (const { dataset, frees_bytes: frees, breaks } of datasets) {
      const going = datasetGoing(context, dataset);
      const impact = complete(whatIf(context, going));
      expectPlain(going, impact);
      expect({ frees, breaks }).toEqual({ frees: impact.frees.bytes, breaks: impact.breaks.length });
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
