import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileStamp, FileSystem } from '../../electron/registry/files/file-system.ts';
import { contentVersion } from '../../electron/registry/index/content-version.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { ok } from '../../shared/domain/result.ts';
import { bentFileSystem, failing } from '../support/bent-file-system.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { FIXTURES, copyFixture } from '../support/fixtures.ts';
import { applyChange, beginning, changes } from '../support/random-changes.ts';
import { expectAlways, often } from '../support/property.ts';
import { open, scanAll, scanned, ungraced } from '../support/scanning.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder, storedName, toYaml, v3Item, v3Manifest } from '../support/workspace-builder.ts';

const SECOND = 1_000_000_000n;
const HOUR = 3_600_000;

/**
 * Ahead of the files' times, so that no manifest is read again merely for being young; level with them; or level with a
 * file system whose own clock ticks once a second.
 */
const CLOCKS = fc.constantFrom('ahead', 'level', 'coarse');

/** A file system whose clock ticks once a second, as many do, and in which some folders can't be listed. */
function coarse(blocked: ReadonlySet<string>, isCoarse: boolean): FileSystem {
  const round = (stamp: FileStamp): FileStamp =>
    isCoarse
      ? {
          ...stamp,
          mtimeNs: stamp.mtimeNs - (stamp.mtimeNs % SECOND),
          ctimeNs: stamp.ctimeNs - (stamp.ctimeNs % SECOND),
        }
      : stamp;
  const rounded = (really: () => ReturnType<FileSystem['stat']>): ReturnType<FileSystem['stat']> => {
    const stamp = really();
    return stamp.ok ? ok(round(stamp.value)) : stamp;
  };
  return bentFileSystem({
    list: (path) => (blocked.has(path) ? failing('EACCES') : undefined),
    stat: (_path, really) => rounded(really),
    lstat: (_path, really) => rounded(really),
  });
}

function pathsOf(workspace: ReturnType<typeof open>): unknown[] {
  return listRecords(ungraced(workspace.index), {}, { by: 'place' }, { limit: 100 }).records.map(
    (record) => record['path'],
  );
}

const rounds = fc.array(fc.array(changes(), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
const seeds = fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 6 });

/** A file system that tells of each file what is made of its stamp. */
function stamping(change: (stamp: FileStamp) => FileStamp): FileSystem {
  const stamped = (really: () => ReturnType<FileSystem['stat']>): ReturnType<FileSystem['stat']> => {
    const stamp = really();
    return stamp.ok ? ok(change(stamp.value)) : stamp;
  };
  return bentFileSystem({
    stat: (_path, really) => stamped(really),
    lstat: (_path, really) => stamped(really),
  });
}

describe('A rescan', () => {
  it.each([
    ['in memory', false],
    ['kept in a file, and opened anew each time', true],
  ])(
    'finds what a scan from nothing finds: %s',
    (_where, isKept) => {
      expectAlways(
        fc.property(seeds, rounds, CLOCKS, (start, steps, clock) => {
          const folder = temporaryFolder();
          const [root, outside, cache] = ['workspace', 'outside', 'cache'].map((name) => join(folder, name));
          if (root === undefined || outside === undefined || cache === undefined)
            throw new Error('no folders');
          mkdirSync(outside);
          beginning(root, outside, start);
          const blocked = new Set<string>();
          const fs = coarse(blocked, clock === 'coarse');
          const now = () => Date.now() + (clock === 'ahead' ? HOUR : 0);
          let workspace = open(root, { fs, now, cache: isKept ? cache : null });
          scanAll(workspace);
          let known = { dump: dumpIndex(workspace.index), version: contentVersion(workspace.index) };
          for (const step of steps) {
            for (const change of step) applyChange({ root, outside, blocked }, change);
            for (const kept of ['runs', 'binaries']) mkdirSync(join(root, kept), { recursive: true });
            if (isKept) {
              workspace.close();
              workspace = open(root, { fs, now, cache });
              expect(workspace.hasIndex).toBe(true);
            }
            scanAll(workspace);
            const fresh = scanned(root, { fs });
            const dump = dumpIndex(workspace.index);
            expect(dump).toEqual(dumpIndex(fresh.index));
            fresh.close();
            // Answers are kept for as long as the version is the same.
            const version = contentVersion(workspace.index);
            if (version === known.version) expect(dump).toEqual(known.dump);
            known = { dump, version };
          }
          expect(scanAll(workspace)).not.toBeNull();
          expect(workspace.notices).toEqual([]);
          workspace.close();
          removeFolder(folder);
        }),
        isKept ? often(6, 400) : often(25, 1600),
      );
    },
    3_600_000,
  );

  it.each(FIXTURES)(
    'of the unchanged workspace %s reads nothing once its files have come to rest',
    (name) => {
      const root = copyFixture(name);
      // The clock stands an hour ahead, so that no file was written close to a scan.
      const now = () => Date.now() + HOUR;
      const workspace = open(root, { now });
      const first = scanAll(workspace);
      const before = dumpIndex(workspace.index);
      const version = contentVersion(workspace.index);
      expect(first?.read).toBe(first?.manifests);
      expect(scanAll(workspace)).toMatchObject({
        changed: false,
        read: 0,
        files: first?.files,
        manifests: first?.manifests,
      });
      expect(dumpIndex(workspace.index)).toEqual(before);
      expect(contentVersion(workspace.index)).toBe(version);
    },
  );

  it('sees a manifest rewritten in place with the same size and mtime', () => {
    const builder = new WorkspaceBuilder();
    const manifest = builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('one')]));
    builder.touch(manifest, 1_000_000_000);
    const path = builder.path(manifest);
    const workspace = open(builder.root, { now: () => Date.now() + HOUR });
    scanAll(workspace);
    const before = statSync(path, { bigint: true });
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(storedName('one'), storedName('two')));
    builder.touch(manifest, 1_000_000_000);
    const after = statSync(path, { bigint: true });
    expect([after.size, after.mtimeNs, after.ino]).toEqual([before.size, before.mtimeNs, before.ino]);
    expect(scanAll(workspace)).toMatchObject({ changed: true, read: 1 });
    expect(pathsOf(workspace)).toEqual([storedName('two')]);
  });

  it('sees a stored file rewritten in place with the same size and mtime, which is young again', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'one');
    builder.touch(file, 1_000_000_000);
    const path = builder.path(file);
    const workspace = scanned(builder.root);
    const before = statSync(path, { bigint: true });
    // The clock of a file system ticks more slowly than this writes.
    do {
      writeFileSync(path, 'two');
      builder.touch(file, 1_000_000_000);
    } while (statSync(path, { bigint: true }).ctimeNs === before.ctimeNs);
    expect(scanAll(workspace)).toMatchObject({ changed: true });
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });

  it('sees what comes to lie beside a manifest that is the same', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('one')]));
    const workspace = open(builder.root, { now: () => Date.now() + HOUR });
    scanAll(workspace);
    builder.file('runs/corn/0001_pls_aaaaaa/Report_1.csv', 'x');
    expect(scanAll(workspace)).toMatchObject({ changed: true, read: 0 });
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });

  it('sees a manifest rewritten within one tick of a coarse clock', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.path(
      builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('one')])),
    );
    const frozen = BigInt(Date.now()) * 1_000_000n;
    // Whatever is written, the stamp stays the same: only that it is young tells that it can't be trusted.
    const still = (stamp: FileStamp): FileStamp => ({ ...stamp, mtimeNs: frozen, ctimeNs: frozen });
    const fs = stamping(still);
    let later = 0;
    const workspace = open(builder.root, { fs, now: () => Number(frozen / 1_000_000n) + later });
    scanAll(workspace);
    const text = readFileSync(path, 'utf8');
    for (const [index, milliseconds] of [0, 500, 1900].entries()) {
      later = milliseconds;
      const content = ['two', 'six', 'ten'][index] ?? '';
      writeFileSync(path, text.replaceAll(storedName('one'), storedName(content)));
      scanAll(workspace);
      expect(pathsOf(workspace)).toEqual([storedName(content)]);
    }
    later = 2100;
    expect(scanAll(workspace)).toMatchObject({ read: 1 });
    expect(scanAll(workspace)).toMatchObject({ changed: false, read: 0 });
  });

  it('sees a manifest replaced by another of the same size and times', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.path(
      builder.manifest('runs/corn/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('one')])),
    );
    builder.manifest('aside', v3Manifest('corn', [v3Item('two')]));
    // Nothing but the inode tells: a rename changes the ctime on most systems, not on all.
    const still = (stamp: FileStamp): FileStamp => ({ ...stamp, mtimeNs: SECOND, ctimeNs: SECOND });
    const fs = stamping(still);
    const workspace = scanned(builder.root, { fs });
    renameSync(builder.path('aside/manifest.yaml'), path);
    scanAll(workspace);
    expect(pathsOf(workspace)).toEqual([storedName('two')]);
  });

  it('sees that a manifest has moved from the library to a run', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('library/0001_pls_aaaaaa', v3Manifest('corn', [v3Item('one')]));
    const workspace = scanned(builder.root);
    expect(pathsOf(workspace)).toEqual([]);
    mkdirSync(builder.path('runs/corn'));
    renameSync(builder.path('library/0001_pls_aaaaaa'), builder.path('runs/corn/0001_pls_aaaaaa'));
    scanAll(workspace);
    expect(pathsOf(workspace)).toEqual([storedName('one')]);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });

  it('counts a file behind two links under the same name as a scan from nothing does', () => {
    for (const [first, second] of [
      ['corn', 'wheat'],
      ['wheat', 'corn'],
    ]) {
      const outside = new WorkspaceBuilder();
      outside.store('data', 'live');
      const builder = new WorkspaceBuilder();
      builder.link(`binaries/${first}`, outside.path('binaries/data'));
      const workspace = scanned(builder.root);
      builder.link(`binaries/${second}`, outside.path('binaries/data'));
      scanAll(workspace);
      expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
    }
  });

  it('of very many changed manifests sweeps what nothing uses, and nothing else', () => {
    const builder = new WorkspaceBuilder();
    const count = 1005;
    const name = (place: number) => `runs/corn/${String(place).padStart(4, '0')}_x_aaaaaa`;
    for (let place = 0; place < count; place += 1) {
      builder.manifest(name(place), v3Manifest('corn', [v3Item('one', { custom_name: `before ${place}` })]));
    }
    const workspace = scanned(builder.root);
    const text = toYaml(v3Manifest('corn', [v3Item('two', { custom_name: 'after' })]));
    for (let place = 0; place < count; place += 1) builder.manifest(name(place), text);
    expect(scanAll(workspace)).toMatchObject({ read: count });
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
    const texts = workspace.index.raw.prepare(`SELECT text FROM dictionary WHERE text LIKE 'before%'`).all();
    expect(texts).toEqual([]);
    builder.manifest(
      'runs/corn/0001_x_aaaaaa',
      v3Manifest('corn', [v3Item('two', { custom_name: 'before 7' })]),
    );
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });
});
