import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { indexFile } from '../../electron/registry/index/location.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { openWorkspace } from '../../electron/registry/workspace.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture, fixtureWorkspace } from '../support/fixtures.ts';
import { open, scanAll, scanned, ungraced } from '../support/scanning.ts';
import { DAMAGES } from '../support/damages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder, v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { HOUR, codes, kept, later } from './kept-index.ts';

describe('An index in the cache folder', () => {
  it('is a file for each workspace, and nothing is written into the workspace', () => {
    const root = copyFixture('corn');
    const before = readdirSync(root, { recursive: true }).toSorted();
    const cache = join(temporaryFolder(), 'not', 'there', 'yet');
    const workspace = scanned(root, { cache });
    expect(existsSync(indexFile(cache, root))).toBe(true);
    expect(workspace.notices).toEqual([]);
    workspace.close();
    expect(readdirSync(cache)).toEqual([indexFile(cache, root).slice(cache.length + 1)]);
    expect(readdirSync(root, { recursive: true }).toSorted()).toEqual(before);
  });

  it('is there at once when the workspace is opened again, and reads no manifest anew', () => {
    const { root, cache, facts } = kept();
    let reads = 0;
    const fs = bentFileSystem({
      read: (_path, really) => {
        reads += 1;
        return really();
      },
    });
    // The copies are young: only a scan a while after them can trust their stamps.
    scanned(root, { cache, now: () => Date.now() + HOUR }).close();
    const workspace = open(root, { cache, fs, now: () => Date.now() + HOUR });
    expect(workspace.hasIndex).toBe(true);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    expect(scanAll(workspace)).toMatchObject({ changed: false, read: 0, manifests: 30 });
    expect(reads).toBe(0);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
  });

  it('that is opened again tells what became of it meanwhile, once', () => {
    const { root, cache, file } = kept();
    const workspace = open(root, { cache });
    workspace.close();
    rmSync(file);
    mkdirSync(file);
    workspace.reopen();
    expect(codes(workspace)).toEqual(['IN_MEMORY']);
    workspace.close();
    workspace.reopen();
    expect(codes(workspace)).toEqual(['IN_MEMORY']);
    scanAll(workspace);
    expect(workspace.isKept).toBe(false);
    workspace.close();
  });

  it('sets aside in memory what a change needs, and beside it where it is large', () => {
    const { root, cache, file, facts } = kept('corn');
    const setAside = (pipeline: string): unknown => {
      const workspace = open(root, { cache });
      new WorkspaceBuilder(root).remove(`runs/corn/${pipeline}`);
      scanAll(workspace);
      expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
      const store: unknown = workspace.index.raw.pragma('temp_store', { simple: true });
      workspace.close();
      return store;
    };
    expect(setAside('0001_pls_2daa0a')).toBe(2);
    expect(facts).not.toEqual(dumpIndex(scanned(root).index));
    // SQLite passes over what lies behind its last page.
    truncateSync(file, 300 * 1024 * 1024);
    expect(setAside('0002_sg_pls_27895a')).toBe(1);
  });

  it('belongs to the real folder, by whatever name that is opened', () => {
    const { root, cache } = kept('corn');
    const workspace = open(`${root}/../workspace/.`, { cache });
    expect(workspace.hasIndex).toBe(true);
    workspace.close();
  });

  it('is another one for another workspace of the same name', () => {
    const cache = temporaryFolder();
    const [one, other] = [copyFixture('corn'), copyFixture('orphans')];
    const first = scanned(one, { cache });
    const second = open(other, { cache });
    expect(second.hasIndex).toBe(false);
    scanAll(second);
    expect(complete(statistics(ungraced(first.index))).totals.records).toBe(51);
    expect(complete(statistics(ungraced(second.index))).totals.records).toBe(22);
    first.close();
    second.close();
  });
});

describe('An index file that is damaged', () => {
  it.each(DAMAGES)('is built again, with a notice: %s', (_what, damage) => {
    const { root, cache, file, facts } = kept();
    damage(file);
    const workspace = open(root, { cache, now: later });
    expect(workspace.hasIndex).toBe(false);
    // An empty file is what SQLite makes of a new one; nothing is lost with it.
    expect(codes(workspace)).toEqual(['REBUILT']);
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
    const again = open(root, { cache, now: later });
    expect(again.hasIndex).toBe(true);
    expect(again.notices).toEqual([]);
    expect(dumpIndex(again.index)).toEqual(facts);
    again.close();
  });

  it.each(DAMAGES)('never makes a scan fail or lie, also before the next full check: %s', (_what, damage) => {
    const { root, cache, file } = kept();
    damage(file);
    new WorkspaceBuilder(root).remove('runs/wheat/0001_branch_0ea2dd');
    const workspace = open(root, { cache });
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
    workspace.close();
  });

  it('is built again when it is no index of ours', () => {
    const { root, cache, file, facts } = kept('corn');
    writeFileSync(file, '');
    const other = new Database(file);
    other.exec('CREATE TABLE manifest (x); PRAGMA user_version = 1');
    other.close();
    const workspace = open(root, { cache });
    expect(codes(workspace)).toEqual(['REBUILT']);
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
  });
});

describe('An index of another version of Stemma', () => {
  function setVersion(file: string, change: number): void {
    const database = new Database(file);
    const version = Number(database.pragma('user_version', { simple: true }));
    database.pragma(`user_version = ${version + change}`);
    database.pragma('journal_mode = DELETE');
    database.close();
  }

  it('is built again when it is older', () => {
    const { root, cache, file, facts } = kept('corn');
    setVersion(file, -1);
    const workspace = open(root, { cache });
    expect(codes(workspace)).toEqual(['REBUILT']);
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
  });

  it('is left alone when it is of the future, and this one lives in memory', () => {
    const { root, cache, file, facts } = kept('corn');
    setVersion(file, 1);
    const bytes = readFileSync(file);
    const { mtimeMs } = statSync(file);
    const workspace = open(root, { cache });
    expect(codes(workspace)).toEqual(['IN_MEMORY']);
    scanAll(workspace);
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(cache)).toHaveLength(1);
  });
});

describe('A cache folder that can not be written', () => {
  it.each([
    ['a file stands in its place', (cache: string) => writeFileSync(cache, '')],
    [
      'a file stands in the place of the folder above',
      (cache: string) => writeFileSync(join(cache, '..'), ''),
    ],
  ])('makes the index live in memory: %s', (_what, spoil) => {
    const parent = join(temporaryFolder(), 'parent');
    const cache = join(parent, 'cache');
    if (_what.includes('above')) spoil(cache);
    else {
      mkdirSync(parent);
      spoil(cache);
    }
    const root = fixtureWorkspace('corn');
    const workspace = scanned(root, { cache });
    expect(codes(workspace)).toEqual(['IN_MEMORY']);
    expect(complete(statistics(ungraced(workspace.index))).totals.records).toBe(51);
    workspace.close();
  });

  // Wrong still: putting the finished index in its place throws, and the scan with it.
  it('makes it live in memory when a folder stands in the place of the index file', () => {
    const cache = temporaryFolder();
    const root = fixtureWorkspace('corn');
    mkdirSync(join(indexFile(cache, root), 'x'), { recursive: true });
    const workspace = scanned(root, { cache });
    expect(codes(workspace)).toContain('IN_MEMORY');
    expect(complete(statistics(ungraced(workspace.index))).totals.records).toBe(51);
    workspace.close();
  });
});

describe('An unfinished first index', () => {
  it('leaves nothing behind', () => {
    const root = fixtureWorkspace('branches-stacking');
    const cache = temporaryFolder();
    const workspace = open(root, { cache });
    const scan = workspace.scan();
    scan.next();
    scan.return(null);
    workspace.close();
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe('A folder that is no workspace', () => {
  it('is told apart from one that is not there', () => {
    const folder = temporaryFolder();
    expect(openWorkspace(folder, { cache: null })).toMatchObject({
      ok: false,
      error: { code: 'NOT_A_WORKSPACE' },
    });
    expect(openWorkspace(join(folder, 'x'), { cache: null })).toMatchObject({
      ok: false,
      error: { code: 'NO_SUCH_FOLDER' },
    });
    writeFileSync(join(folder, 'runs'), '');
    expect(openWorkspace(folder, { cache: null })).toMatchObject({
      ok: false,
      error: { code: 'NOT_A_WORKSPACE' },
    });
    expect(openWorkspace(join(folder, 'runs'), { cache: null })).toMatchObject({ ok: false });
  });

  it.each(['runs', 'binaries'])('is one as soon as it has %s', (name) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, name));
    const workspace = scanned(folder);
    expect(complete(statistics(ungraced(workspace.index))).totals).toMatchObject({
      manifests: 0,
      records: 0,
      files: 0,
    });
  });
});

describe('An index', () => {
  it('holds no more than before after being brought up to date many times', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'live');
    const workspace = open(builder.root);
    for (let round = 0; round < 20; round += 1) {
      builder.manifest(
        'runs/corn/0001_pls_aaaaaa',
        v3Manifest('corn', [v3Item('live', { custom_name: `${round % 2}` })]),
      );
      scanAll(workspace);
    }
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
    expect(workspace.index.raw.prepare('SELECT count(*) AS n FROM dictionary').get()).toEqual({
      n: expect.any(Number),
    });
    expect(
      workspace.index.raw.prepare(`SELECT count(*) AS n FROM dictionary WHERE text IN ('0', '1')`).get(),
    ).toEqual({ n: 2 });
  });
});
