import { describe, expect, it } from 'vitest';
import { complete } from '../../electron/registry/columns/slices.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { search } from '../../electron/registry/ask/find/search.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { SearchKind } from '../../shared/api/workspace/search.ts';
import { expectedFacts, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';

const ALL: readonly SearchKind[] = ['artifacts', 'pipelines', 'files', 'datasets'];

describe.each(FIXTURES)('searching %s', (name) => {
  const { index } = scanned(fixtureWorkspace(name));
  const context = fresh(index);
  const find = (text: string, kinds: readonly SearchKind[] = ALL) => complete(search(context, text, kinds));

  it('finds a class by its beginning before one that holds it', () => {
    const { artifacts } = find('plsr');
    expect(artifacts).toHaveLength(Math.min(5, expectedFacts(name).classes['PLSRegression'] ?? 0));
    expect(artifacts.every(({ class_name }) => class_name === 'PLSRegression')).toBe(true);
    const scalers = find('scaler').artifacts.map(({ class_name }) => class_name);
    const own = scalers.filter((one) => /scaler/i.test(one));
    expect(own.length).toBeGreaterThan(0);
    // Behind them come those that have one in their chain.
    expect(scalers.slice(0, own.length)).toEqual(own);
  });

  it('finds each pipeline by its id, and each file by its path, name and hash', () => {
    for (const { pipeline_id, manifest } of listPipelines(context).slice(0, 10)) {
      const found = find(pipeline_id ?? '', ['pipelines']);
      expect(found.pipelines.map((one) => one.pipeline_id)).toContain(pipeline_id);
      expect(find(manifest, ['pipelines']).pipelines.map((one) => one.manifest)).toEqual([manifest]);
      expect(found.artifacts).toEqual([]);
    }
    for (const { path } of listFiles(context).slice(0, 10)) {
      const fileName = path.slice(path.lastIndexOf('/') + 1);
      const hash = /_([0-9a-f]{6,12})\./.exec(fileName)?.[1];
      expect(find(path, ['files']).files.map((file) => file.path)).toContain(path);
      expect(find(fileName, ['files']).files.map((file) => file.path)).toContain(path);
      if (hash !== undefined) expect(find(hash, ['files']).files.map((file) => file.path)).toContain(path);
    }
  });

  it('finds datasets with what they hold', () => {
    const { by_dataset } = complete(statistics(context));
    for (const [dataset, totals] of Object.entries(by_dataset)) {
      const [found] = find(dataset, ['datasets']).datasets;
      expect(found).toEqual({
        dataset,
        pipelines: totals.manifests,
        records: totals.records,
        stored_bytes: totals.stored_bytes,
      });
    }
  });

  it('finds an artifact by its id, and by the hash of its content', () => {
    const [some] = find('plsr').artifacts;
    const id = some?.artifact_id;
    if (id !== null && id !== undefined) {
      expect(find(id, ['artifacts']).artifacts[0]?.artifact_id).toBe(id);
    }
  });

  it('finds nothing for nothing, and takes signs as they are', () => {
    const nothing = { artifacts: [], pipelines: [], files: [], datasets: [] };
    for (const text of ['', '  ', 'no such thing', '%', "'; DROP TABLE record", '\\']) {
      expect(find(text), text).toEqual(nothing);
    }
  });
});
