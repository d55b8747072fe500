import { describe, expect, it } from 'vitest';
import { coreClient } from '../../shared/api/client.ts';
import { copyFixture, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { openIn, transports } from './hosts.ts';
import { runScan } from './run-scan.ts';

describe('numbers of each fixture', () => {
  const [{ serve }] = transports as [(typeof transports)[number]];

  it.each(FIXTURES)('%s: kinds, failed, datasets and what-if agree with its facts', async (name) => {
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, copyFixture(name));
    await runScan(client, workspace);
    const facts = expectedFacts(name);
    const kinds = await client.clean.kinds({ workspace });
    // Files that a record which misses its file may mean are undecided, which the facts don't know.
    expect(kinds.orphans.files + kinds.undecided.files).toBe(facts.counts.unreferenced);
    expect(kinds.foreign).toEqual({ files: facts.counts.foreign, bytes: facts.bytes.foreign });
    expect(kinds.pipelines.pipelines).toBe(facts.manifests.length);
    for (const [manifest, bytes] of Object.entries(facts.exclusive_bytes_by_pipeline)) {
      const impact = await client.clean.whatIf({
        workspace,
        selection: { kind: 'pipelines', manifests: [manifest] },
      });
      expect({ manifest, bytes: impact.frees.bytes }).toEqual({ manifest, bytes });
      expect(impact.pipelines).toBe(1);
    }
    const failed = await client.clean.failed({ workspace, limit: 1000 });
    expect(failed.total).toBe(kinds.failed.pipelines);
    expect(failed.pipelines.every(({ state }) => state === 'failed')).toBe(true);
    const all = await client.clean.whatIf({
      workspace,
      selection: { kind: 'pipelines-matching', filter: {} },
    });
    expect(all.pipelines).toBe(facts.manifests.length);
    expect(all.frees.bytes).toBeGreaterThanOrEqual(kinds.pipelines.exclusive_bytes);
    const records = await client.clean.whatIf({
      workspace,
      selection: { kind: 'pipelines-of-records', filter: {} },
    });
    expect(records.frees).toEqual(all.frees);
    const datasets = await client.clean.datasets({ workspace });
    expect(datasets).toHaveLength(kinds.datasets.datasets);
    if (name === 'several-datasets') {
      expect(datasets.find(({ dataset }) => dataset === 'corn')?.near).toEqual(['corn2', 'lab_corn']);
    }
    await core.close();
    expect(core.bugs).toEqual([]);
  });
});
