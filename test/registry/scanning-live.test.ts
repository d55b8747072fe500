import { appendFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { ok } from '../../shared/domain/result.ts';
import { bentFileSystem, failing, type Bend } from '../support/bent-file-system.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { open, scanAll, scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import { toYaml, v3Manifest } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { PIPELINE, onePipeline, text, whenRead } from './one-pipeline.ts';

describe('A manifest that is being written', () => {
  it.each([0, 1, 2])('is read once it holds still: changed %i times', (changes) => {
    const { builder, live, unused, system } = onePipeline();
    const fs = whenRead(system, (time, really) => {
      const bytes = really();
      if (time < changes) appendFileSync(system, `# ${time}\n`);
      return bytes;
    });
    const { index } = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(index))).toEqual({ [live]: 'referenced', [unused]: 'orphan' });
    expect(complete(statistics(ungraced(index))).unreadable).toEqual([]);
  });

  it('is read as it is in the end, not as it was when the walk saw it', () => {
    const { builder, live, system } = onePipeline();
    writeFileSync(system, toYaml(v3Manifest('corn', [])));
    const fs = whenRead(system, (time, really) => {
      const bytes = really();
      if (time === 0) writeFileSync(system, text);
      return bytes;
    });
    const workspace = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(workspace.index))[live]).toBe('referenced');
    // The totals of its folder are those that the walk saw, until the next scan.
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });

  it('is unreadable when it never holds still, until it does', () => {
    const { builder, live, unused, path, system } = onePipeline();
    let isWriting = true;
    const fs = whenRead(system, (time, really) => {
      const bytes = really();
      if (isWriting) appendFileSync(system, `# ${time}\n`);
      return bytes;
    });
    // An hour ahead, so that it is read again for what it is and not for being young.
    const workspace = scanned(builder.root, { fs, now: () => Date.now() + 3_600_000 });
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'undecided', [unused]: 'undecided' });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([
      { path, code: 'CHANGING' },
    ]);
    expect(listPipelines(ungraced(workspace.index))).toMatchObject([{ manifest: path, state: 'unreadable' }]);
    isWriting = false;
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'referenced', [unused]: 'orphan' });
    expect(scanAll(workspace)).toMatchObject({ read: 0 });
  });

  it('is unreadable when it is replaced each time by a file of equal size and times, until it stays', () => {
    const { builder, path, system } = onePipeline();
    let inode = 1_000_000n;
    let isReplacing = true;
    const fs = bentFileSystem({
      stat: (asked, really) => {
        const stamp = really();
        if (asked !== system || !stamp.ok || !isReplacing) return stamp;
        inode += 1n;
        return ok({ ...stamp.value, inode });
      },
    });
    const workspace = scanned(builder.root, { fs, now: () => Date.now() + 3_600_000 });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([
      { path, code: 'CHANGING' },
    ]);
    // To the walk the file looks the same all the time: it is read again for having been unsteady.
    isReplacing = false;
    expect(scanAll(workspace)).toMatchObject({ read: 1 });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toEqual([]);
  });

  it('is unreadable while fewer bytes come than it has', () => {
    const { builder, path, system } = onePipeline();
    const fs = whenRead(system, (_time, really) => {
      const bytes = really();
      return bytes.ok ? ok(bytes.value.subarray(0, bytes.value.length - 1)) : bytes;
    });
    const { index } = scanned(builder.root, { fs });
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([{ path, code: 'CHANGING' }]);
  });

  it('is unreadable while it is half there', () => {
    const { builder, live, unused, system } = onePipeline();
    truncateSync(system, Math.floor(statSync(system).size / 2));
    const workspace = scanned(builder.root);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'undecided', [unused]: 'undecided' });
    writeFileSync(system, text);
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'referenced', [unused]: 'orphan' });
  });
});

describe('What vanishes during a scan', () => {
  it('leaves everything undecided until the next scan when it is a manifest, which may have moved', () => {
    const { builder, live, unused, system } = onePipeline();
    builder.bystander();
    const fs = bentFileSystem({
      stat: (path, really) => {
        if (path === system) rmSync(path, { force: true });
        return really();
      },
    });
    const workspace = open(builder.root, { fs });
    expect(scanAll(workspace)).toMatchObject({ manifests: 1 });
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'undecided', [unused]: 'undecided' });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([
      { path: `${PIPELINE}/manifest.yaml` },
    ]);
    scanAll(workspace);
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toEqual([]);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'orphan', [unused]: 'orphan' });
  });

  it('is forgotten when it was known before', () => {
    const { builder, system } = onePipeline();
    let isVanishing = false;
    const fs = bentFileSystem({
      stat: (path, really) => {
        if (isVanishing && path === system) rmSync(path, { force: true });
        return really();
      },
    });
    const workspace = scanned(builder.root, { fs });
    appendFileSync(system, '# changed\n');
    isVanishing = true;
    scanAll(workspace);
    expect(complete(statistics(ungraced(workspace.index))).totals).toMatchObject({
      manifests: 0,
      records: 0,
    });
    scanAll(workspace);
    expect(dumpIndex(workspace.index)).toEqual(dumpIndex(scanned(builder.root).index));
  });

  it.each(['binaries/corn', 'runs/corn', PIPELINE, 'library'])(
    'leaves everything undecided until the next scan when it is the folder %s, which may have moved',
    (folder) => {
      const { builder } = onePipeline();
      builder.file('library/x/notes.txt', 'x');
      const fs = bentFileSystem({
        list: (path, really) => {
          if (path === builder.path(folder)) rmSync(path, { recursive: true, force: true });
          return really();
        },
      });
      const workspace = scanned(builder.root, { fs });
      expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([{ path: folder }]);
      scanAll(workspace);
      expect(complete(statistics(ungraced(workspace.index))).unreadable).toEqual([]);
    },
  );

  it('is no problem when it is a stored file', () => {
    const { builder, live, unused } = onePipeline();
    const fs = bentFileSystem({
      lstat: (path, really) => {
        if (path === builder.path(unused)) rmSync(path, { force: true });
        return really();
      },
    });
    expect(statesOf(twoDaysOn(scanned(builder.root, { fs }).index))).toEqual({ [live]: 'referenced' });
  });
});

describe('A call that the system refuses', () => {
  it.each(['EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'ESTALE'])(
    'makes a folder unreadable, and nothing an orphan: %s',
    (code) => {
      const { builder, live, unused } = onePipeline();
      const fs = bentFileSystem({
        list: (path) => (path === builder.path('runs/corn') ? failing(code) : undefined),
      });
      const { index } = scanned(builder.root, { fs });
      expect(statesOf(twoDaysOn(index))).toEqual({ [live]: 'undecided', [unused]: 'undecided' });
      expect(complete(statistics(ungraced(index))).unreadable).toEqual([
        {
          path: 'runs/corn',
          line: null,
          column: null,
          code: 'UNLISTABLE',
          what: 'folder',
          // In the system's words, without its codes and calls.
          message: "It can't be looked into: the test says so.",
        },
      ]);
    },
  );

  const onManifest: [string, (system: string) => Bend][] = [
    ['reading it', (system) => ({ read: (path) => (path === system ? failing('EACCES') : undefined) })],
    [
      'looking at it before reading',
      (system) => ({ stat: (path) => (path === system ? failing('EIO') : undefined) }),
    ],
    [
      'looking at it while walking',
      (system) => ({ lstat: (path) => (path === system ? failing('EIO') : undefined) }),
    ],
  ];

  it.each(onManifest)('makes a manifest unreadable: %s', (_what, bendOf) => {
    const { builder, live, unused, path, system } = onePipeline();
    const workspace = scanned(builder.root, { fs: bentFileSystem(bendOf(system)) });
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'undecided', [unused]: 'undecided' });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([{ path }]);
  });

  it('counts no longer once it is allowed, though the manifest is the same', () => {
    const { builder, live, unused, system } = onePipeline();
    let isRefused = true;
    const fs = bentFileSystem({
      read: (path) => (isRefused && path === system ? failing('EACCES') : undefined),
    });
    const workspace = scanned(builder.root, { fs, now: () => Date.now() + 3_600_000 });
    isRefused = false;
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'referenced', [unused]: 'orphan' });
    isRefused = true;
    // Unchanged, and read already: nothing needs the file now.
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [live]: 'referenced', [unused]: 'orphan' });
  });

  it('on the folder of the workspace itself is told as "."', () => {
    const { builder } = onePipeline();
    const fs = bentFileSystem({ list: (path) => (path === builder.root ? failing('EACCES') : undefined) });
    const { index } = scanned(builder.root, { fs });
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([{ path: '.' }]);
  });

  it('on a stored file blocks too, for what is there is not known', () => {
    const { builder, live, unused } = onePipeline();
    const fs = bentFileSystem({
      lstat: (path) => (path === builder.path(live) ? failing('EIO') : undefined),
    });
    expect(statesOf(twoDaysOn(scanned(builder.root, { fs }).index))).toEqual({ [unused]: 'undecided' });
  });
});
