import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import type { StoredFile } from '../../shared/api/records/files.ts';
import type { ShownPipeline } from '../../shared/api/pipelines/pipelines.ts';
import type { Statistics } from '../../shared/api/workspace/statistics.ts';
import { ask, factsOf, fixtureNames, fixtureWorkspace, stemma, type Facts } from './support.ts';

const STATES: Readonly<Record<string, string>> = {
  referenced: 'referenced',
  unreferenced: 'orphan',
  foreign: 'foreign',
};

/** Counts with what an item without a class or type is called instead. */
function renamed(counts: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> {
  const { '': _without, ...known } = counts;
  const all: Record<string, number> = { ...known };
  for (const name of names) all[name] = (all[name] ?? 0) + 1;
  return all;
}

const recordsOf = (groups: Statistics['by_type']): Record<string, number> =>
  Object.fromEntries(Object.entries(groups).map(([name, { records }]) => [name, records]));

/** In an order of its own, for comparing where none is promised. */
function sorted(rows: readonly (readonly unknown[])[]): (readonly unknown[])[] {
  const key = (row: readonly unknown[]): string => JSON.stringify(row);
  return rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

const classOfPath = (path: string): string => path.slice(0, path.lastIndexOf('_'));

function expectStatistics({ totals, by_type, by_class }: Statistics, facts: Facts): void {
  expect(totals).toMatchObject({
    manifests: facts.manifests.length,
    unreadable_manifests: 0,
    records: facts.records,
    files: facts.counts['files'],
    stored_bytes: facts.bytes['stored'],
    referenced_files: facts.counts['referenced'] ?? 0,
    referenced_bytes: facts.bytes['referenced'] ?? 0,
    orphan_files: facts.counts['unreferenced'] ?? 0,
    orphan_bytes: facts.bytes['unreferenced'] ?? 0,
    foreign_files: facts.counts['foreign'] ?? 0,
    foreign_bytes: facts.bytes['foreign'] ?? 0,
    recent_files: 0,
    undecided_files: 0,
    missing_records: facts.missing.length,
  });
  const without = facts.records_without_id;
  expect(recordsOf(by_type)).toEqual(
    renamed(
      facts.types,
      without.map(() => 'unknown'),
    ),
  );
  expect(recordsOf(by_class)).toEqual(
    renamed(
      facts.classes,
      without.map(([, , path]) => classOfPath(path)),
    ),
  );
}

describe.each(fixtureNames())('the fixture %s', (name) => {
  const facts = factsOf(name);
  const workspace = fixtureWorkspace(name);

  it('has the statistics that its files say', async () => {
    const stats = await ask<Statistics & { workspace: string; layout: string }>(
      workspace,
      'stats',
      '--grace',
      '0',
    );
    expect(stats).toMatchObject({ workspace, layout: 'v3', unreadable: [] });
    expectStatistics(stats, facts);
  });

  it('has its files in their states', async () => {
    const files = await ask<StoredFile[]>(workspace, 'files', '--grace', '0');
    const expected = Object.entries(facts.files).map(([path, { size, status }]) => [
      path,
      size,
      STATES[status],
    ]);
    expect(sorted(files.map((file) => [file.path, file.size_bytes, file.status]))).toEqual(sorted(expected));
    expect(files.every((file) => file.references > 0 === (file.status === 'referenced'))).toBe(true);
    const orphans = await ask<{ files: StoredFile[]; totals: unknown }>(workspace, 'orphans', '--grace', '0');
    expect(orphans.files).toEqual(files.filter((file) => file.status === 'orphan'));
    expect(orphans.totals).toEqual({
      files: facts.counts['unreferenced'] ?? 0,
      bytes: facts.bytes['unreferenced'] ?? 0,
    });
  });

  it('has its records', async () => {
    const records = await ask<ShownRecord[]>(workspace, 'list');
    expect(records).toHaveLength(facts.records);
    const missing = records.filter((record) => record.file_status === 'missing');
    const missed = missing.map((record) => [record.manifest, record['artifact_id'] ?? '', record['path']]);
    expect(missed).toEqual(facts.missing);
    for (const record of records) {
      const chain = record['chain_path'];
      const id = record['artifact_id'];
      if (typeof chain !== 'string' || typeof id !== 'string' || !id.includes('$')) continue;
      expect(id).toContain(`$${facts.chains[chain]}:`);
    }
    const metas = records.filter((record) => record['artifact_type'] === 'meta_model');
    const told = metas.map((record) => [record.manifest, record['artifact_id'], record['depends_on']]);
    const expected = facts.meta_models.map((meta) => [meta.manifest, meta.artifact_id, meta.source_models]);
    expect(sorted(told)).toEqual(sorted(expected));
  });

  it('has its pipelines, with what each would free', async () => {
    const pipelines = await ask<ShownPipeline[]>(workspace, 'pipelines');
    const told = pipelines.map((each) => [each.manifest, each.pipeline_id, each.uid, each.records]);
    const expected = facts.manifests.map((each) => [
      each.path,
      each.pipeline_id,
      each.uid,
      each.artifact_count,
    ]);
    expect(sorted(told)).toEqual(sorted(expected));
    const frees = Object.fromEntries(pipelines.map((each) => [each.manifest, each.exclusive_bytes]));
    expect(frees).toEqual(facts.exclusive_bytes_by_pipeline);
  });

  it('gives out the bytes of a file, and names them by their hash', async () => {
    const [path, { sha256 }] = Object.entries(facts.files).find(
      ([, file]) => file.status === 'referenced',
    ) ?? ['', { sha256: '' }];
    const matches = await ask<{ matches: ShownRecord[] }>(workspace, 'show', path);
    expect(matches.matches.map((match) => match.file)).toContain(path);
    const { bytes } = await stemma(['cat', path, '-w', workspace]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });
});

describe.each(fixtureNames().filter((name) => Object.keys(factsOf(name).dependencies).length > 0))(
  'the stacking fixture %s',
  (name) => {
    const facts = factsOf(name);
    const workspace = fixtureWorkspace(name);

    it('has the dependencies that its manifests name', async () => {
      for (const [manifest, dependencies] of Object.entries(facts.dependencies).slice(0, 2)) {
        const [id, wanted] = Object.entries(dependencies).at(-1) ?? ['', []];
        const answer = await ask<{ nodes: { artifact_id: string; depth: number }[]; order: string[] }>(
          workspace,
          'deps',
          id,
          '--manifest',
          manifest,
        );
        expect(answer).toMatchObject({ artifact: { manifest, artifact_id: id }, direction: 'dependencies' });
        expect(answer.nodes.map((node) => node.artifact_id)).toEqual(wanted);
        expect(answer.order.toSorted()).toEqual([...wanted].toSorted());
      }
    });
  },
);

describe.each(fixtureNames().filter((name) => factsOf(name).kept_by_copies_only.length > 0))(
  'the fixture with copies %s',
  (name) => {
    const facts = factsOf(name);
    const workspace = fixtureWorkspace(name);

    it('says which files only copies keep', async () => {
      const [path = ''] = facts.kept_by_copies_only;
      const why = await ask<{ file: string; status: string; kept_by: { kind: string; manifest: string }[] }>(
        workspace,
        'why',
        path,
      );
      expect(why).toMatchObject({ file: path, status: 'referenced' });
      expect(why.kept_by.map((keeper) => keeper.manifest)).toEqual(
        expect.arrayContaining([...(facts.files[path]?.kept_by_copies ?? [])]),
      );
      expect(why.kept_by.map((keeper) => keeper.kind)).not.toContain('run');
    });
  },
);
