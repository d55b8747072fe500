import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterEach, describe, expect, it } from 'vitest';
import { floor } from '../bench/floor.ts';
import { generateWorkspace, type GeneratorOptions, type Summary } from '../bench/generate.ts';
import { filesBelow } from '../support/files-below.ts';

interface Item {
  artifact_id?: string;
  content_hash?: string;
  hash?: string;
  path: string;
  chain_path?: string;
  depends_on?: string[];
  step_index?: number;
}

interface Manifest {
  dataset: string;
  pipeline_id: string;
  artifacts: { items: Item[] };
  execution_traces?: Record<string, { steps: { artifacts: { artifact_ids: string[] } }[] }>;
}

const folders: string[] = [];

function generate(options: Partial<GeneratorOptions> = {}): { workspace: string; summary: Summary } {
  const workspace = mkdtempSync(path.join(tmpdir(), 'stemma-generator-'));
  folders.push(workspace);
  const summary = generateWorkspace({ out: workspace, records: 700, datasets: 3, copies: 7, ...options });
  return { workspace, summary };
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function filesIn(workspace: string): string[] {
  return filesBelow(workspace).toSorted();
}

function readManifests(workspace: string): { file: string; manifest: Manifest }[] {
  return filesIn(workspace)
    .filter((file) => file.endsWith('/manifest.yaml'))
    .map((file) => ({ file, manifest: load(readFileSync(path.join(workspace, file), 'utf8')) as Manifest }));
}

function storedFiles(workspace: string): string[] {
  return filesIn(workspace).filter((file) => /^binaries\/|^runs\/[^/]+\/_binaries\//.test(file));
}

/** The file that an item names, as a path from the workspace. */
function fileOf(item: Item, manifestFile: string, manifest: Manifest): string {
  if (item.artifact_id !== undefined) return `binaries/${manifest.dataset}/${item.path}`;
  return `runs/${manifestFile.split('/')[1]}/_binaries/${item.path}`;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('a generated workspace', () => {
  it('holds what its summary says', () => {
    const { workspace, summary } = generate({ oldStyle: 0.1, missing: 0.05 });
    const manifests = readManifests(workspace);
    const inRuns = manifests.filter(({ file }) => file.startsWith('runs/'));
    const copies = manifests.filter(({ file }) => !file.startsWith('runs/'));
    const named = inRuns.flatMap(({ file, manifest }) =>
      manifest.artifacts.items.map((item) => ({ item, path: fileOf(item, file, manifest) })),
    );
    const byRuns = new Set(named.map((one) => one.path));
    const byCopies = new Set(
      copies.flatMap(({ file, manifest }) =>
        manifest.artifacts.items.map((item) => fileOf(item, file, manifest)),
      ),
    );
    const stored = storedFiles(workspace);
    const onDisk = new Set(stored);
    const size = (files: string[]): number =>
      files.reduce((sum, file) => sum + statSync(path.join(workspace, file)).size, 0);
    const referenced = stored.filter((file) => byRuns.has(file));
    const kept = stored.filter((file) => !byRuns.has(file) && byCopies.has(file));
    const orphans = stored.filter((file) => !byRuns.has(file) && !byCopies.has(file));

    expect(summary).toMatchObject({
      manifests: inRuns.length,
      records: named.length,
      recordsWithoutId: named.filter(({ item }) => item.artifact_id === undefined).length,
      sharedRecords: named.length - byRuns.size,
      files: stored.length,
      storedBytes: size(stored),
      referencedFiles: referenced.length,
      referencedBytes: size(referenced),
      keptByCopiesFiles: kept.length,
      keptByCopiesBytes: size(kept),
      orphanFiles: orphans.length,
      orphanBytes: size(orphans),
      missingFiles: [...byRuns].filter((file) => !onDisk.has(file)).length,
      missingRecords: named.filter((one) => !onDisk.has(one.path)).length,
      copies: copies.length,
      copyRecords: copies.reduce((sum, { manifest }) => sum + manifest.artifacts.items.length, 0),
      failedManifests: inRuns.filter(({ manifest }) => manifest.execution_traces === undefined).length,
      dependencies: named.reduce((sum, { item }) => sum + (item.depends_on?.length ?? 0), 0),
      manifestBytes: size(inRuns.map(({ file }) => file)),
      runFolders: new Set(inRuns.map(({ file }) => file.split('/')[1])).size,
    });
    expect(named).toHaveLength(700);
    for (const key of [
      'recordsWithoutId',
      'sharedRecords',
      'keptByCopiesFiles',
      'orphanFiles',
      'missingFiles',
    ] as const) {
      expect(summary[key]).toBeGreaterThan(0);
    }
    for (const key of [
      'manifests',
      'records',
      'files',
      'storedBytes',
      'orphanFiles',
      'missingRecords',
      'copies',
    ] as const) {
      expect(Object.values(summary.datasets).reduce((sum, counts) => sum + counts[key], 0)).toBe(
        summary[key],
      );
    }
  });

  it('has files that hash to their names, and manifests that state those hashes', () => {
    const { workspace } = generate();
    const hashes = new Map<string, string>();
    for (const file of storedFiles(workspace)) {
      const hash = sha256(readFileSync(path.join(workspace, file)));
      const digits = /_([0-9a-f]+)\.\w+$/.exec(file)?.[1] ?? 'none';
      expect(digits).toHaveLength(file.startsWith('runs/') ? 6 : 12);
      expect(hash.startsWith(digits)).toBe(true);
      hashes.set(file, hash);
    }
    expect(new Set(hashes.values()).size).toBe(hashes.size);
    for (const { file, manifest } of readManifests(workspace)) {
      for (const item of manifest.artifacts.items) {
        const actual = hashes.get(fileOf(item, file, manifest));
        if (actual !== undefined) expect(item.content_hash ?? item.hash).toBe(`sha256:${actual}`);
      }
    }
  });

  it('has ids made of chains, dependencies in the same manifest, and traces of every artifact', () => {
    const { workspace } = generate();
    for (const { manifest } of readManifests(workspace)) {
      const items = manifest.artifacts.items.filter((item) => item.artifact_id !== undefined);
      const ids = items.map((item) => item.artifact_id ?? '');
      expect(new Set(ids).size).toBe(ids.length);
      for (const item of items) {
        const start = `${manifest.pipeline_id}$${sha256(item.chain_path ?? '').slice(0, 12)}:`;
        expect(item.artifact_id?.startsWith(start)).toBe(true);
        for (const source of item.depends_on ?? []) {
          expect(ids).toContain(source);
          expect(source.endsWith(':0')).toBe(true);
        }
      }
      if (manifest.execution_traces === undefined) continue;
      const [trace] = Object.values(manifest.execution_traces);
      expect(trace?.steps.flatMap((step) => step.artifacts.artifact_ids).sort()).toEqual(ids.sort());
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const digest = ({ workspace }: { workspace: string }): string =>
      sha256(
        filesIn(workspace)
          .map((file) => file + sha256(readFileSync(path.join(workspace, file))))
          .join('\n'),
      );
    const first = digest(generate());
    expect(digest(generate())).toBe(first);
    expect(digest(generate({ seed: 43 }))).not.toBe(first);
  });

  it('writes exactly as many records and manifests as asked for, also tiny ones', () => {
    for (const [records, manifests] of [
      [1, 1],
      [3, 3],
      [40, 7],
      [200, 90],
      [333, 2],
    ] as const) {
      const { workspace, summary } = generate({ records, manifests });
      expect(summary).toMatchObject({ records, manifests });
      const { milliseconds: _, ...found } = floor(workspace);
      expect(found).toEqual({
        manifests: summary.manifestFilesOnDisk,
        bytes: summary.manifestBytesOnDisk,
        files: summary.filesOnDisk,
      });
    }
  });

  it('can leave the files empty', () => {
    const { workspace, summary } = generate({ filesOnlyEmpty: true });
    expect(summary.storedBytes).toBe(0);
    expect(storedFiles(workspace)).toHaveLength(summary.files);
  });

  it('refuses a folder that holds something', () => {
    const { workspace } = generate();
    expect(() => generateWorkspace({ out: workspace, records: 10 })).toThrow('is not empty');
  });
});
