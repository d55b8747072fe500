import { describe, expect, it } from 'vitest';
import { allRows } from '../../electron/registry/index/database.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { findFiles, findRecords } from '../../electron/registry/ask/find/find.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { keepersOf } from '../../electron/registry/ask/needs/why.ts';
import { chainHash } from '../../shared/format/chain-hash.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import { sha256 } from '../support/workspace-builder.ts';
import { FIXTURES, expectedFacts, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

/** Counts how often each value occurs, as `expected.json` does. */
function tally(values: Iterable<unknown>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

const idOf = (record: ShownRecord): string => String(record['artifact_id'] ?? '');

describe.each(FIXTURES)('The real workspace %s', (name) => {
  const expected = expectedFacts(name);
  const workspace = scanned(fixtureWorkspace(name));
  const { index } = workspace;
  const context = ungraced(index);
  const files = listFiles(context);
  const { records } = listRecords(context, {}, { by: 'place' }, { limit: 100_000 });
  const pipelines = listPipelines(context);
  const stats = complete(statistics(context));
  const keepers = new Map(
    files.map((file) => [file.path, findFiles(index, file.path).flatMap((id) => keepersOf(context, id))]),
  );

  it('has the expected manifests, with all their fields', () => {
    const shown = pipelines.map(
      ({ manifest, pipeline_id, dataset, name: title, uid, created_at, records: count }) => ({
        path: manifest,
        pipeline_id,
        dataset,
        name: title,
        uid,
        artifact_count: count,
        created_at,
      }),
    );
    const wanted = expected.manifests.map(
      ({ path, pipeline_id, dataset, name: title, uid, artifact_count, created_at }) => ({
        path,
        pipeline_id,
        dataset,
        name: title,
        uid,
        artifact_count,
        created_at,
      }),
    );
    expect(shown).toEqual(wanted.toSorted((one, other) => (one.path < other.path ? -1 : 1)));
    const marks = allRows<{ path: string; schema_version: string | null; has_traces: number }>(
      index,
      'SELECT path, schema_version, has_traces FROM manifest WHERE is_primary ORDER BY path',
    );
    expect(marks).toEqual(
      expected.manifests
        .map((manifest) => ({
          path: manifest.path,
          schema_version: manifest.schema_version,
          has_traces: manifest.has_execution_traces ? 1 : 0,
        }))
        .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    );
    expect(stats.totals).toMatchObject({ manifests: expected.manifests.length, unreadable_manifests: 0 });
    expect(stats.unreadable).toEqual([]);
  });

  it('has the expected files, with their sizes, states and what refers to them', () => {
    const shown = files.map(({ path, size_bytes, status }) => [
      path,
      {
        size: size_bytes,
        status: status === 'orphan' || status === 'undecided' ? 'unreferenced' : status,
        referenced_by: keepers
          .get(path)
          ?.filter(({ kind }) => kind === 'run')
          .map(({ manifest, artifact_id }) => [manifest, artifact_id ?? ''])
          .toSorted(),
        kept_by_copies: [
          ...new Set(keepers.get(path)?.flatMap(({ kind, manifest }) => (kind === 'run' ? [] : [manifest]))),
        ].toSorted(),
      },
    ]);
    const wanted = Object.entries(expected.files).map(
      ([path, { size, status, referenced_by, kept_by_copies }]) => [
        path,
        {
          size,
          status,
          referenced_by: referenced_by.map(([manifest, id]) => [manifest, id]).toSorted(),
          kept_by_copies: (kept_by_copies ?? []).toSorted(),
        },
      ],
    );
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
    for (const { path, references } of files) expect(references).toBe(keepers.get(path)?.length);
    for (const { path } of files) expect(keepers.get(path)?.every(({ kind }) => kind !== 'other')).toBe(true);
  });

  it('calls nothing orphan but what nothing refers to', () => {
    const orphans = files.filter(({ status }) => status === 'orphan').map(({ path }) => path);
    const unused = Object.keys(expected.files).filter(
      (path) => expected.files[path]?.status === 'unreferenced',
    );
    // The lost file of `orphans` shares its hash with no other file, so everything unused is an orphan.
    expect(orphans.toSorted()).toEqual(unused.toSorted());
  });

  it('counts bytes and files to the byte', () => {
    const { bytes, counts } = expected;
    expect(stats.totals).toMatchObject({
      records: expected.records,
      files: counts.files,
      stored_bytes: bytes.stored,
      referenced_files: counts.referenced,
      referenced_bytes: bytes.referenced,
      orphan_files: counts.unreferenced,
      orphan_bytes: bytes.unreferenced,
      foreign_files: counts.foreign,
      foreign_bytes: bytes.foreign,
      recent_files: 0,
      undecided_files: 0,
      logical_bytes: bytes.if_never_deduplicated,
      missing_records: expected.missing.length,
      missing_files: new Set(expected.missing.map(([, , path]) => path)).size,
    });
    const used = Object.values(expected.files).filter(({ referenced_by }) => referenced_by.length > 0);
    const usedBytes = used.reduce((sum, { size }) => sum + size, 0);
    const present = expected.records - expected.missing.length;
    expect(stats.totals.saved_bytes).toBe(bytes.if_never_deduplicated - usedBytes);
    expect(stats.totals.dedup_ratio_bytes).toBeCloseTo(1 - usedBytes / bytes.if_never_deduplicated, 12);
    expect(stats.totals.dedup_ratio_files).toBeCloseTo(1 - used.length / present, 12);
    expect(stats.totals.recorded_bytes).toBe(
      records.reduce((sum, record) => sum + Number(record['size_bytes'] ?? record['size']), 0),
    );
  });

  it('counts types, classes, formats and folds', () => {
    expect(tally(records.map((record) => record['artifact_type'] ?? ''))).toEqual(expected.types);
    expect(tally(records.map((record) => record['class_name'] ?? ''))).toEqual(expected.classes);
    expect(tally(records.map((record) => record['format']))).toEqual(expected.formats);
    expect(tally(records.map((record) => record['fold_id'] ?? 'all'))).toEqual(expected.folds);
    const byType = Object.entries(stats.by_type).map(([type, group]) => [type, group.records]);
    const wanted = Object.entries(expected.types).map(([type, count]) => [type || 'unknown', count]);
    expect(Object.fromEntries(byType)).toEqual(Object.fromEntries(wanted));
    const byClass = Object.values(stats.by_class).reduce((sum, group) => sum + group.records, 0);
    expect(byClass).toBe(expected.records);
  });

  it('counts each folder of its stores', () => {
    const rows = allRows<{ path: string; files: number; bytes: number }>(
      index,
      `SELECT d.path, count(f.id) AS files, coalesce(sum(f.size), 0) AS bytes FROM folder d
       LEFT JOIN file f ON f.folder_id = d.id GROUP BY d.id HAVING files > 0`,
    );
    const wanted = Object.entries(expected.folders).map(([path, { files: count, bytes }]) => ({
      path,
      files: count,
      bytes,
    }));
    expect(rows.toSorted((one, other) => (one.path < other.path ? -1 : 1))).toEqual(
      wanted.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    );
  });

  it('names the missing files', () => {
    const missing = records
      .filter(({ file_status }) => file_status === 'missing')
      .map((record) => [record.manifest, idOf(record), record['path']]);
    expect(missing).toEqual(expected.missing);
  });

  it('resolves the dependencies of its meta-models', () => {
    const found: Record<string, Record<string, string[]>> = {};
    for (const [manifest, byId] of Object.entries(expected.dependencies)) {
      for (const id of Object.keys(byId)) {
        const [record = 0] = findRecords(index, id, manifest);
        const answer = dependenciesOf(index, { record, reverse: false, transitive: false });
        if ('cycle' in answer) throw new Error(`a cycle: ${answer.cycle.join(' ')}`);
        expect(answer.nodes.every((node) => node.status === 'resolved' && node.manifest === manifest)).toBe(
          true,
        );
        (found[manifest] ??= {})[id] = answer.nodes.map((node) => node.artifact_id ?? '');
      }
    }
    expect(found).toEqual(expected.dependencies);
    const edges = Object.values(expected.dependencies).flatMap((byId) => Object.values(byId).flat()).length;
    expect(allRows(index, 'SELECT count(*) AS n FROM dependency WHERE origin = 0')).toEqual([{ n: edges }]);
    const unresolved = allRows(index, 'SELECT * FROM dependency WHERE status <> 0');
    expect(unresolved).toHaveLength(expected.unresolved_dependencies.length);
  });

  it('orders dependencies before what depends on them', () => {
    for (const { manifest, artifact_id } of expected.meta_models) {
      const [record = 0] = findRecords(index, artifact_id, manifest);
      const answer = dependenciesOf(index, { record, reverse: false, transitive: true });
      if ('cycle' in answer) throw new Error(`a cycle: ${answer.cycle.join(' ')}`);
      for (const [place, id] of answer.order.entries()) {
        const needs = expected.dependencies[manifest]?.[id] ?? [];
        for (const need of needs) {
          expect(answer.order.indexOf(need)).toBeGreaterThanOrEqual(0);
          expect(answer.order.indexOf(need)).toBeLessThan(place);
        }
      }
    }
  });

  it('gives the meta-models with their sources and columns', () => {
    const shown = records
      .filter((record) => record['artifact_type'] === 'meta_model')
      .map((record) => {
        const config = record['meta_config'] as {
          source_models: { artifact_id: string }[];
          feature_columns: string[];
        };
        return {
          manifest: record.manifest,
          artifact_id: record['artifact_id'],
          class_name: record['class_name'],
          chain_path: record['chain_path'],
          source_models: config.source_models.map((source) => source.artifact_id),
          feature_columns: config.feature_columns,
        };
      });
    expect(shown).toEqual(expected.meta_models);
  });

  it('holds the expected chains, each with its hash', () => {
    const chains = new Set(records.map((record) => record['chain_path']).filter(Boolean));
    expect([...chains].toSorted()).toEqual(Object.keys(expected.chains).toSorted());
    for (const [chain, hash] of Object.entries(expected.chains)) expect(chainHash(chain, sha256)).toBe(hash);
  });

  it('keeps records without an id apart, and finds no id twice in a manifest', () => {
    const without = records
      .filter((record) => record['artifact_id'] === undefined)
      .map((record) => [record.manifest, record['name'], record['path']]);
    expect(without).toEqual(expected.records_without_id);
    const twice = allRows(
      index,
      'SELECT 1 FROM record WHERE artifact_id IS NOT NULL AND is_primary = 1 GROUP BY manifest_id, artifact_id HAVING count(*) > 1',
    );
    expect(twice).toHaveLength(expected.duplicate_ids.length);
  });

  it('knows what deleting each pipeline alone would free', () => {
    const exclusive = Object.fromEntries(pipelines.map((row) => [row.manifest, row.exclusive_bytes]));
    expect(exclusive).toEqual(expected.exclusive_bytes_by_pipeline);
    for (const [manifest, bytes] of Object.entries(expected.exclusive_bytes_by_pipeline)) {
      const [row] = allRows<{ id: number }>(index, 'SELECT id FROM manifest WHERE path = :manifest', {
        manifest,
      });
      const impact = impactOf(context, { kind: 'pipelines', manifests: [row?.id ?? 0] });
      expect(impact.frees.bytes).toBe(bytes);
      expect(impact.breaks).toEqual([]);
    }
  });

  it('reads the copies, and keeps what only they name', () => {
    const copies = allRows<{ path: string }>(
      index,
      `SELECT m.path, m.pipeline_id, m.dataset, m.uid, u.records AS artifact_count FROM manifest m
       JOIN manifest_use u ON u.manifest_id = m.id WHERE NOT m.is_primary ORDER BY m.path`,
    );
    expect(copies).toEqual(
      expected.other_manifests
        .map(({ path, pipeline_id, dataset, uid, artifact_count }) => ({
          path,
          pipeline_id,
          dataset,
          uid,
          artifact_count,
        }))
        .toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    );
    for (const { path, refers_to, not_found } of expected.other_manifests) {
      const named = [...keepers].filter(([, list]) => list.some(({ manifest }) => manifest === path));
      expect(named.map(([file]) => file).toSorted()).toEqual(refers_to.toSorted());
      const lost = allRows(
        index,
        `SELECT 1 FROM record r JOIN manifest m ON m.id = r.manifest_id WHERE m.path = :path
         AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id)`,
        { path },
      );
      expect(lost).toHaveLength(not_found);
    }
    const only = [...keepers].filter(
      ([, list]) => list.length > 0 && list.every(({ kind }) => kind !== 'run'),
    );
    expect(only.map(([file]) => file).toSorted()).toEqual(expected.kept_by_copies_only.toSorted());
  });
});
