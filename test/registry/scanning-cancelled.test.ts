import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture } from '../support/fixtures.ts';
import { open, scanAll, scanWithProgress, scanned } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { onePipeline, text, whenRead } from './one-pipeline.ts';

describe('A scan that is cancelled', () => {
  function changed(root: string): void {
    const builder = new WorkspaceBuilder(root);
    builder.remove('runs/corn/0002_stack_87fa7e');
    builder.store('corn2', 'new file');
    builder.remove('binaries/lab_corn');
    builder.manifest('runs/corn/0009_new_aaaaaa', text);
    builder.manifest('runs/corn/0003_base_8eace2', 'cut: [');
    for (let copy = 0; copy < 40; copy += 1) builder.manifest(`library/${copy}`, text);
  }

  it.each([
    ['in memory', false],
    ['in a file', true],
  ])('leaves the index as it was, at whatever point: %s', (_where, isKept) => {
    const root = copyFixture('several-datasets');
    const workspace = open(root, { cache: isKept ? temporaryFolder() : null });
    scanAll(workspace);
    const before = dumpIndex(workspace.index);
    changed(root);
    let points = 0;
    for (let isDone = false; !isDone; points += 1) {
      const scan = workspace.scan();
      let step = scan.next();
      for (let point = 0; point < points && step.done !== true; point += 1) step = scan.next();
      isDone = step.done === true;
      if (isDone) break;
      scan.return(null);
      expect(dumpIndex(workspace.index)).toEqual(before);
    }
    expect(points).toBeGreaterThan(5);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(root).index));
    workspace.close();
  });

  it.each([
    ['in memory', false],
    ['in a file', true],
  ])('begins anew when it was the first: %s', (_where, isKept) => {
    const root = copyFixture('branches-stacking');
    for (let copy = 0; copy < 40; copy += 1) new WorkspaceBuilder(root).manifest(`library/${copy}`, text);
    const fresh = dumpIndex(scanned(root).index);
    const workspace = open(root, { cache: isKept ? temporaryFolder() : null });
    for (const points of [0, 1, 2, 4, 7]) {
      const scan = workspace.scan();
      for (let point = 0; point <= points; point += 1) expect(scan.next().done).toBe(false);
      scan.return(null);
      expect(workspace.hasIndex).toBe(false);
      expect(() => workspace.index).toThrow();
    }
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(fresh);
    expect(workspace.index.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    workspace.close();
  });

  it('by a bug leaves the index as it was, and usable', () => {
    const { builder, system } = onePipeline();
    let isBroken = false;
    const fs = whenRead(system, (_time, really) => {
      if (isBroken) throw new Error('a bug');
      return really();
    });
    const workspace = scanned(builder.root, { fs });
    const before = dumpIndex(workspace.index);
    appendFileSync(system, '# changed\n');
    builder.store('corn', 'new');
    isBroken = true;
    expect(() => scanAll(workspace)).toThrow('a bug');
    expect(dumpIndex(workspace.index)).toEqual(before);
    isBroken = false;
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });
});

describe('The progress of a scan', () => {
  it('goes on and never back', () => {
    const root = copyFixture('branches-stacking');
    const { progress, summary } = scanWithProgress(open(root));
    const phases = ['look', 'read', 'derive'];
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(phases));
    for (const [place, now] of progress.entries()) {
      const before = progress[place - 1];
      if (before === undefined) continue;
      expect(phases.indexOf(now.phase)).toBeGreaterThanOrEqual(phases.indexOf(before.phase));
      for (const key of ['files', 'bytes', 'manifests', 'read'] as const) {
        expect(now[key]).toBeGreaterThanOrEqual(before[key]);
      }
      if (now.toRead !== null) expect(now.read).toBeLessThanOrEqual(now.toRead);
    }
    expect(progress.at(-1)).toMatchObject({
      phase: 'derive',
      files: 166,
      bytes: 864_183,
      manifests: 30,
      toRead: 30,
      read: 30,
    });
    expect(summary).toEqual({ changed: true, files: 166, manifests: 30, read: 30 });
  });
});
