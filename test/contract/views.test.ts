import { safe } from '@orpc/client';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { OperatorRow } from '../../shared/api/chains/operators.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import { copyFixture, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { freshHost, openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

// Answers are checked against the contract by the core itself: what is not as it says is a bug, and fails the test.
describe('what the views ask of the core', () => {
  let core: ReturnType<typeof freshHost>;
  let client: CoreClient;

  beforeEach(() => {
    core = freshHost(startCore);
    client = coreClient(core.host.connect({ readOnly: false }));
  });

  afterEach(async () => {
    await core.host.close();
    if (core.bugs.length > 0) throw new Error(core.bugs.join('\n'));
  });

  async function opened(path: string): Promise<string> {
    const workspace = await openIn(core.host, path);
    await runScan(client, workspace);
    return workspace;
  }

  describe.each(FIXTURES)('of %s', (name) => {
    it('is answered as the contract says, with its facts', async () => {
      const workspace = await opened(copyFixture(name));
      const expected = expectedFacts(name);
      const api = client.workspace;
      const overview = await api.overview({ workspace });
      expect(overview.stored.bytes).toBe(expected.bytes.stored);
      for (const by of ['dataset-type-class', 'type-class', 'pipeline'] as const) {
        const { nodes } = await api.sizes({ workspace, by });
        const top = nodes.filter(({ parent }) => parent === null);
        expect(top.reduce((sum, node) => sum + node.bytes, 0)).toBe(expected.bytes.stored);
      }
      const { parts } = await api.growth({ workspace });
      expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(expected.bytes.stored);
      const { datasets } = await api.runs({ workspace });
      expect(datasets.reduce((sum, dataset) => sum + dataset.records, 0)).toBe(expected.records);
      const pipelines = await api.pipelines({
        workspace,
        sort: 'exclusive_bytes',
        descending: true,
        limit: 1000,
      });
      expect(
        Object.fromEntries(pipelines.pipelines.map((one) => [one.manifest, one.exclusive_bytes])),
      ).toEqual(expected.exclusive_bytes_by_pipeline);
      expect(pipelines.pipelines.reduce((sum, { missing }) => sum + missing, 0)).toBe(
        expected.missing.length,
      );
      for (const { manifest, records } of pipelines.pipelines) {
        const way = await api.way({ workspace, manifest });
        expect(way.nodes.reduce((sum, node) => sum + node.records, 0)).toBe(records);
        const { pipeline } = await api.pipeline({ workspace, manifest });
        expect(pipeline).toEqual(pipelines.pipelines.find((one) => one.manifest === manifest));
        const size = await client.graph.size({ workspace, manifest });
        const graph = await client.graph.pipeline({ workspace, manifest, files: true });
        expect(graph.nodes.filter(({ kind }) => kind === 'operator')).toHaveLength(size.operators);
        const deleted = await client.graph.ifDeleted({ workspace, selection: { pipelines: [manifest] } });
        expect(deleted.total.frees.bytes).toBeLessThanOrEqual(pipeline.exclusive_bytes);
      }
      const page = await api.records({
        workspace,
        sort: 'used_by',
        descending: true,
        offset: 0,
        limit: 1000,
      });
      const totals = await api.recordTotals({ workspace });
      expect(totals).toMatchObject({ records: expected.records, missing: expected.missing.length });
      expect(page.records).toHaveLength(Math.min(1000, expected.records));
      const { types } = await api.facets({ workspace });
      expect(types.reduce((sum, { records }) => sum + records, 0)).toBe(expected.records);
      const some = page.records.filter((_record, at) => at % 9 === 0).slice(0, 40);
      const keys = some.map(({ key }) => key);
      const lines = await api.chainLines({ workspace, keys });
      expect(lines.map(({ key }) => key)).toEqual(keys);
      for (const { key, manifest, position } of some) {
        const around = await client.graph.around({ workspace, key, hops: 2, direction: 'both' });
        expect(around.nodes[0]?.records.map((record) => record.key)).toContain(key);
        const found = await api.record({ workspace, key });
        const needs = await client.graph.dependencies({ workspace, key, limit: 100 });
        expect(needs).toEqual(found.relations.depends_on);
        const rest = await client.graph.dependencies({ workspace, key, offset: 1, limit: 1 });
        expect(rest).toMatchObject({ total: needs.total, dependencies: needs.dependencies.slice(1, 2) });
        expect(found.key).toBe(key);
        expect(found.record).toMatchObject({ manifest, position });
        const text = await api.manifest({ workspace, manifest, record: key, line_count: 50 });
        expect(text).toMatchObject({ changed: false, path: manifest });
        expect(text.line).toBeGreaterThan(0);
      }
      for (const path of Object.keys(expected.files).slice(0, 30)) {
        const { file } = await api.file({ workspace, path });
        expect(file).toMatchObject({ path, size_bytes: expected.files[path]?.size });
      }
      const above = await client.graph.workspace({ workspace });
      const byPath = (one: { manifest: string }, other: { manifest: string }): number =>
        one.manifest < other.manifest ? -1 : 1;
      expect(above.pipelines.toSorted(byPath)).toEqual(pipelines.pipelines.toSorted(byPath));
      const top = await api.operators({ workspace, parent: null, limit: 100 });
      expect(top.rows.reduce((sum, row) => sum + row.records, 0)).toBe(expected.records);
      let row: OperatorRow | undefined = top.rows[0];
      let leaf = row;
      for (; row !== undefined; [row] = (await api.operators({ workspace, parent: row.id, limit: 100 })).rows)
        leaf = row;
      const having = await api.operatorPipelines({ workspace, operator: leaf?.id ?? '', limit: 100 });
      expect(having.total).toBe(leaf?.pipelines);
      const stored = having.pipelines.find(({ first_record: first }) => first !== null);
      if (stored !== undefined && stored.first_record !== null) {
        const key = stored.first_record;
        const { operators, manifest } = await api.operatorsOfRecord({ workspace, key });
        expect(manifest).toBe(stored.manifest);
        expect([operators[0], operators.at(-1)]).toEqual([top.rows[0]?.id, leaf?.id]);
      }
      const found = await api.search({ workspace, text: 'pls' });
      expect(found.artifacts.length).toBeGreaterThan(0);
    });
  });

  it('filters runs and pipelines by what their records hold', async () => {
    const workspace = await opened(copyFixture('several-datasets'));
    const api = client.workspace;
    const all = await api.pipelines({ workspace, limit: 1000 });
    const some = await api.pipelines({ workspace, text: 'StandardNormalVariate', limit: 1000 });
    expect(some.total).toBeGreaterThan(0);
    expect(some.total).toBeLessThan(all.total);
    expect(some.pipelines).toHaveLength(some.total);
    const { datasets } = await api.runs({ workspace, text: 'StandardNormalVariate' });
    expect(datasets.reduce((sum, { pipelines }) => sum + pipelines, 0)).toBe(some.total);
    const none = await api.pipelines({ workspace, text: 'no such thing', limit: 10 });
    expect(none).toMatchObject({ pipelines: [], total: 0, next: null });
    const [first] = datasets;
    const run = first?.runs[0]?.run ?? '';
    const ofRun = await api.pipelines({ workspace, run, dataset: first?.dataset ?? '', limit: 1000 });
    expect(ofRun.pipelines.every((one) => one.run === run && one.dataset === first?.dataset)).toBe(true);
    expect(ofRun.total).toBe(ofRun.pipelines.length);
  });

  it('says what is no longer there', async () => {
    const path = copyFixture('corn');
    const workspace = await opened(path);
    const api = client.workspace;
    const manifest = 'runs/corn/0001_pls_2daa0a/manifest.yaml';
    const none = asRecordKey(`${manifest}#999`);
    const gone = [
      [api.record({ workspace, key: none }), { kind: 'record', name: none }],
      [api.pipeline({ workspace, manifest: 'gone' }), { kind: 'pipeline', name: 'gone' }],
      [api.way({ workspace, manifest: 'gone' }), { kind: 'pipeline', name: 'gone' }],
      [client.graph.pipeline({ workspace, manifest: 'gone' }), { kind: 'pipeline', name: 'gone' }],
      [client.graph.size({ workspace, manifest: 'gone' }), { kind: 'pipeline', name: 'gone' }],
      [
        client.graph.around({ workspace, key: none, hops: 1, direction: 'needs' }),
        { kind: 'record', name: none },
      ],
      [api.file({ workspace, path: 'gone' }), { kind: 'file', name: 'gone' }],
      [api.manifest({ workspace, manifest: 'gone' }), { kind: 'manifest', name: 'gone' }],
      [api.operators({ workspace, parent: 'gone', limit: 5 }), { kind: 'operator', name: 'gone' }],
      [api.operatorsOfRecord({ workspace, key: none }), { kind: 'record', name: none }],
      [
        api.records({ workspace, sort: 'run', after: asRecordKey('gone#3'), limit: 5 }),
        { kind: 'record', name: 'gone#3' },
      ],
    ] as const;
    // Each is waited for from the start: one that is refused before its turn would be nobody's.
    const answers = await Promise.all(gone.map(([asked]) => safe<unknown, unknown>(asked)));
    for (const [at, { error }] of answers.entries()) {
      expect(error).toMatchObject({ code: 'NOT_FOUND', defined: true, data: gone[at]?.[1] });
    }
    rmSync(join(path, manifest));
    const unreadable = await safe(api.manifest({ workspace, manifest }));
    expect(unreadable.error).toMatchObject({ code: 'CANNOT_READ', data: { path: manifest } });
  });

  it('is what lies there now, after a change', async () => {
    const path = copyFixture('several-datasets');
    const workspace = await opened(path);
    const before = await client.workspace.recordTotals({ workspace });
    const { pipelines } = await client.workspace.pipelines({ workspace, limit: 1 });
    const first = pipelines[0]?.manifest ?? '';
    const { records } = await client.workspace.records({ workspace, manifest: first, limit: 1 });
    const key = records[0]?.key ?? asRecordKey('none');
    rmSync(join(path, first));
    // All that is asked while the index is being changed is answered, of the state before or after.
    const asked = Array.from({ length: 30 }, () => client.workspace.recordTotals({ workspace, text: 'pls' }));
    await Promise.all([runScan(client, workspace), ...asked]);
    const after = await client.workspace.recordTotals({ workspace });
    expect(after.records).toBe(before.records - (pipelines[0]?.records ?? 0));
    appendFileSync(join(path, first), '');
    expect((await safe(client.workspace.record({ workspace, key }))).error).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('can be given up', async () => {
    const workspace = await opened(copyFixture('several-datasets'));
    const controller = new AbortController();
    const given = safe(
      client.workspace.operators({ workspace, parent: null, limit: 10 }, { signal: controller.signal }),
    );
    controller.abort();
    const { error } = await given;
    expect(error === null || /abort/i.test(String(error))).toBe(true);
    expect(
      (await client.workspace.operators({ workspace, parent: null, limit: 10 })).rows.length,
    ).toBeGreaterThan(0);
  });
});
