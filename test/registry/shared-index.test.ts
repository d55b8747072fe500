import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture } from '../support/fixtures.ts';
import { open, scanAll, scanned, ungraced } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { DAY, codes, kept, later } from './kept-index.ts';

describe('Two that share an index file', () => {
  it("see each other's scans", () => {
    const root = copyFixture('corn');
    const cache = temporaryFolder();
    const first = scanned(root, { cache });
    const second = open(root, { cache });
    expect(second.hasIndex).toBe(true);
    new WorkspaceBuilder(root).remove('runs/corn/0001_pls_2daa0a');
    scanAll(first);
    expect(dumpIndex(second.index)).toEqual(dumpIndex(first.index));
    expect(complete(statistics(ungraced(second.index))).totals.manifests).toBe(6);
    expect(scanAll(second)).not.toBeNull();
    first.close();
    scanAll(second);
    expect(dumpIndex(second.index)).toEqual(dumpIndex(scanned(root).index));
    expect(second.notices).toEqual([]);
    second.close();
  });

  it('both finish when both begin without one', () => {
    const root = copyFixture('corn');
    const cache = temporaryFolder();
    let milliseconds = Date.now();
    const now = () => (milliseconds += 1);
    const [first, second] = [open(root, { cache, now }), open(root, { cache, now })];
    scanAll(first);
    scanAll(second);
    const facts = dumpIndex(scanned(root).index);
    for (const workspace of [first, second]) {
      expect(dumpIndex(workspace.index)).toEqual(facts);
      scanAll(workspace);
      expect(dumpIndex(workspace.index)).toEqual(facts);
      workspace.close();
    }
    const third = open(root, { cache, now });
    expect(dumpIndex(third.index)).toEqual(facts);
    third.close();
  });

  it('read what is there while one writes, and write when it is done', () => {
    const { root, cache, file, facts } = kept('corn');
    const writer = new Database(file);
    writer.exec('BEGIN IMMEDIATE');
    const workspace = open(root, { cache, busyMs: 50 });
    expect(codes(workspace)).toEqual([]);
    new WorkspaceBuilder(root).remove('runs/corn/0001_pls_2daa0a');
    // Waits for the writer, then gives up.
    expect(scanAll(workspace)).toBeNull();
    expect(codes(workspace)).toEqual(['STALE']);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    writer.exec('ROLLBACK');
    writer.close();
    expect(scanAll(workspace)).not.toBeNull();
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
    workspace.close();
  });

  it('wait for one that writes for five seconds, unless they are told otherwise', () => {
    const { root, cache } = kept('corn');
    const waits = (options: Parameters<typeof open>[1]): unknown => {
      const workspace = open(root, { cache, ...options });
      const found = workspace.index.raw.pragma('busy_timeout', { simple: true });
      workspace.close();
      return found;
    };
    expect(waits({})).toBe(5000);
    // Also after the note that it was checked, which waits for nobody.
    expect(waits({ now: later })).toBe(5000);
    expect(waits({ busyMs: 50 })).toBe(50);
    expect(waits({ busyMs: 50, now: () => later() + 2 * DAY })).toBe(50);
  });

  // Wrong still: the note that the check was done waits for the writer, and a sound index is taken for damaged.
  it('read what is there also when the index is due to be checked', () => {
    const { root, cache, file, facts } = kept('corn');
    const { ino } = statSync(file);
    const writer = new Database(file);
    writer.exec('BEGIN IMMEDIATE');
    const workspace = open(root, { cache, now: later });
    expect(codes(workspace)).not.toContain('REBUILT');
    expect(workspace.hasIndex).toBe(true);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    expect(statSync(file).ino).toBe(ino);
    writer.exec('ROLLBACK');
    writer.close();
    workspace.close();
  });
});
