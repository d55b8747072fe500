import { describe, expect, it } from 'vitest';
import type { FileStamp } from '../../electron/registry/files/file-system.ts';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { ok } from '../../shared/domain/result.ts';
import { bentFileSystem, type Bend } from '../support/bent-file-system.ts';
import { scanned, statesOf } from '../support/scanning.ts';
import { WorkspaceBuilder, oldStoredName, storedName, v3Manifest } from '../support/workspace-builder.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';
const HOUR = 60 * 60 * 1000;
const MILLISECOND = 1_000_000n;

/** A workspace in which some files have other times than the system would give them. */
function withTimes(root: string, times: Record<string, { mtimeMs?: number; ctimeMs?: number }>): Workspace {
  const bent = (path: string, stamp: FileStamp): FileStamp => {
    const own = Object.entries(times).find(([end]) => path.endsWith(end))?.[1];
    if (own === undefined) return stamp;
    return {
      ...stamp,
      mtimeNs: own.mtimeMs === undefined ? stamp.mtimeNs : BigInt(own.mtimeMs) * MILLISECOND,
      ctimeNs: own.ctimeMs === undefined ? stamp.ctimeNs : BigInt(own.ctimeMs) * MILLISECOND,
    };
  };
  const bend: Bend = {
    lstat: (path, really) => {
      const stamp = really();
      return stamp.ok ? ok(bent(path, stamp.value)) : stamp;
    },
    stat: (path, really) => {
      const stamp = really();
      return stamp.ok ? ok(bent(path, stamp.value)) : stamp;
    },
  };
  return scanned(root, { fs: bentFileSystem(bend) });
}

const OLD = { mtimeMs: 1_000_000, ctimeMs: 1_000_000 };

/** Asks at a fixed time, with a day's grace. */
function at(index: ReadableIndex, nowMs: number): QueryContext {
  return { index, nowMs, graceMs: 24 * HOUR };
}

describe('A file is recent', () => {
  const now = 1_800_000_000_000;
  const name = storedName('young');

  it.each([
    ['its mtime is younger than the grace period', now - 24 * HOUR + 1, 1_000_000, 'recent'],
    ['its ctime is, as after rsync -a or unzip', 1_000_000, now - 24 * HOUR + 1, 'recent'],
    ['its age is the grace period', now - 24 * HOUR, 1_000_000, 'orphan'],
    ['both are older', now - 25 * HOUR, now - 26 * HOUR, 'orphan'],
    ['its mtime lies in the future', now + HOUR, 1_000_000, 'recent'],
    ['its mtime is that of a wrong clock, years ahead', now + 10_000 * HOUR, 1_000_000, 'orphan'],
    ['its mtime is one of a wrong clock, its ctime young', now + 10_000 * HOUR, now - HOUR, 'recent'],
  ])('when %s', (_what, mtimeMs, ctimeMs, state) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'young');
    const { index } = withTimes(builder.root, { [name]: { mtimeMs, ctimeMs } });
    expect(statesOf(at(index, now))).toEqual({ [file]: state });
  });

  it('never when the grace period is off', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'young');
    builder.manifest(PIPELINE, v3Manifest('corn', [], { execution_traces: undefined }));
    const { index } = scanned(builder.root);
    expect(statesOf({ index, nowMs: Date.now(), graceMs: 0 })).toEqual({ [file]: 'orphan' });
    expect(statesOf({ index, nowMs: Date.now() - 1000 * HOUR, graceMs: 0 })).toEqual({ [file]: 'orphan' });
  });

  it('before anything is undecided', () => {
    const builder = new WorkspaceBuilder();
    const young = builder.store('corn', 'young');
    const old = builder.store('corn', 'old');
    builder.manifest(PIPELINE, 'a: [');
    const { index } = withTimes(builder.root, { [storedName('old')]: OLD });
    expect(statesOf(at(index, Date.now()))).toEqual({ [young]: 'recent', [old]: 'undecided' });
  });

  describe('when a pipeline of its dataset may be running', () => {
    const running = { execution_traces: undefined };

    function workspace(
      keys: Record<string, unknown>,
      folderTime: { mtimeMs?: number; ctimeMs?: number } = {},
    ) {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      const elsewhere = builder.store('wheat', 'elsewhere');
      builder.manifest(PIPELINE, v3Manifest('corn', [], keys));
      const times = { [storedName('old')]: OLD, [storedName('elsewhere')]: OLD, 'manifest.yaml': folderTime };
      const { index } = withTimes(builder.root, times);
      const states = statesOf(at(index, Date.now()));
      return { old: states[old], elsewhere: states[elsewhere] };
    }

    it('because it has no trace yet, and was written to within the grace period', () => {
      expect(workspace(running)).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('though its mtime alone is young', () => {
      expect(workspace(running, { ctimeMs: 1_000_000 })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('though its ctime alone is young, as of a run that was copied here', () => {
      expect(workspace(running, { mtimeMs: 1_000_000 })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('not when it has its trace', () => {
      expect(workspace({})).toEqual({ old: 'orphan', elsewhere: 'orphan' });
    });

    it('not when nothing was written for longer', () => {
      expect(workspace(running, OLD)).toEqual({ old: 'orphan', elsewhere: 'orphan' });
    });

    it('though its trace is an empty map', () => {
      expect(workspace({ execution_traces: {} })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('because something was written to its dataset, the manifest being old', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      builder.store('corn', 'new');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD, 'manifest.yaml': OLD });
      expect(statesOf(at(index, Date.now()))[old]).toBe('recent');
    });

    it('because something was written beside its manifest', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      builder.file(`${PIPELINE}/deep/folds_1.csv`, 'new');
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD, 'manifest.yaml': OLD });
      expect(statesOf(at(index, Date.now()))[old]).toBe('recent');
    });

    it('also in the _binaries of its run', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.storeOld('corn', 'old');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [oldStoredName('old')]: OLD });
      expect(statesOf(at(index, Date.now()))).toEqual({ [old]: 'recent' });
    });

    it('also in the _binaries of its run, when they belong to another dataset', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.storeOld('shared', 'old');
      builder.manifest('runs/shared/0001_a_aaaaaa', v3Manifest('barley', []));
      builder.manifest('runs/shared/0002_b_bbbbbb', v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [oldStoredName('old')]: OLD });
      expect(statesOf(at(index, Date.now()))).toEqual({ [old]: 'recent' });
    });

    it('but a copy is never running, whatever is written to its dataset', () => {
      const builder = new WorkspaceBuilder().bystander();
      const old = builder.store('corn', 'old');
      const young = builder.store('corn', 'young');
      builder.manifest('library/x', v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD });
      expect(statesOf(at(index, Date.now()))).toEqual({ [old]: 'orphan', [young]: 'recent' });
    });
  });

  it('by the clock that asks, not by that of the scan', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'young');
    const { index } = scanned(builder.root, { now: () => 4_000_000_000_000 });
    expect(statesOf(at(index, Date.now()))).toEqual({ [file]: 'recent' });
    expect(statesOf(at(index, Date.now() + 25 * HOUR))).toEqual({ [file]: 'orphan' });
  });
});
