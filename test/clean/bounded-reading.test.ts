import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionsFor } from '../../electron/registry/change/decisions.ts';
import { hashFile, sameBytes } from '../../electron/registry/change/file-bytes.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { allBlocks } from '../../electron/registry/state/blocking.ts';
import { sha256, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { scanned } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import { planned, sure } from './support.ts';

const isPosix = process.platform !== 'win32';

describe('reading a file', () => {
  it('gives its bytes up to a bound', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, 'some bytes');
    expect(fs.read(path)).toMatchObject({ ok: true });
    expect(fs.read(path, 10)).toEqual({ ok: true, value: Buffer.from('some bytes') });
    expect(fs.read(path, 9)).toMatchObject({ error: { code: 'EFBIG' } });
    truncateSync(path, 2 ** 40);
    expect(fs.read(path)).toMatchObject({ error: { code: 'EFBIG' } });
    expect(fs.read(temporaryFolder())).toMatchObject({ error: { code: 'EISDIR' } });
    expect(fs.read(join(temporaryFolder(), 'none'))).toMatchObject({ error: { code: 'ENOENT' } });
  });

  it.runIf(isPosix)('never waits for a pipe, and reads no device', () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero']) {
      const expected = { ok: false, error: { code: 'EFTYPE' } };
      expect(fs.read(path)).toMatchObject(expected);
      expect(fs.open(path)).toMatchObject(expected);
      expect(hashFile(fs, path)).toMatchObject(expected);
      expect(sameBytes(fs, path, path)).toMatchObject(expected);
    }
  });

  it.runIf(existsSync('/proc/self/pagemap'))(
    'reads no more of a file of the kernel than it says to hold',
    () => {
      expect(fs.read('/proc/self/pagemap')).toEqual({ ok: true, value: Buffer.alloc(0) });
    },
  );
});

describe.runIf(isPosix)('a workspace', () => {
  it('answers where what has the name of a manifest is none', () => {
    const { root } = laboratory();
    const builder = new WorkspaceBuilder(root);
    for (const [place, target] of ['/proc/self/pagemap', '/dev/zero'].entries()) {
      if (existsSync(target)) builder.link(`runs/corn/000${place + 5}_x_aaaaaa/manifest.yaml`, target);
    }
    mkdirSync(builder.path('exports/pipe'), { recursive: true });
    execFileSync('mkfifo', [builder.path('exports/pipe/manifest.yaml')]);
    const workspace = scanned(root);
    // What can't be read may name anything: nothing is an orphan then.
    if (existsSync('/proc/self/pagemap')) {
      expect(allBlocks(workspace.index).map(({ path }) => path)).toContain(
        'runs/corn/0005_x_aaaaaa/manifest.yaml',
      );
    }
    workspace.close();
  });

  it('looks at no file for a decision but manifests of its own that can not be read', () => {
    const { root, pipeline } = laboratory();
    const builder = new WorkspaceBuilder(root);
    const cut = builder.manifest('runs/corn/0009_x_aaaaaa', 'schema_version: "2.0"\nartifacts:\n');
    const decided = (manifest: string, text: string): unknown => ({
      manifest,
      sha256: sha256(text),
      time: '',
    });
    const here = afterRestart(root);
    sure(planned(here, { kind: 'pipeline', manifest: pipeline, keepFiles: true }));
    builder.file(
      '.stemma/decisions.json',
      JSON.stringify({
        count_empty: [
          decided('../../../../../../../../../dev/zero', ''),
          decided('/dev/zero', ''),
          decided(pipeline, 'anything'),
          decided('runs/corn/none/manifest.yaml', ''),
          decided(cut, 'schema_version: "2.0"\nartifacts:\n'),
          decided(cut, 'schema_version: "2.0"\nartifacts:\n'),
        ],
      }),
    );
    const looked: string[] = [];
    const read = (path: string, largest?: number): ReturnType<typeof fs.read> => {
      looked.push(path);
      return fs.read(path, largest);
    };
    const place = { ...here.site, fs: { ...fs, read } };
    expect(decisionsFor(place, here.workspace.index)).toEqual([
      { manifest: cut, sha256: sha256('schema_version: "2.0"\nartifacts:\n') },
    ]);
    expect(looked).toEqual([here.site.decisions, join(root, cut)]);
    expect(decisionsFor(place, null)).toEqual([]);
  });

  it('takes decisions from no link', () => {
    const { root } = laboratory();
    const elsewhere = join(temporaryFolder(), 'decisions.json');
    writeFileSync(elsewhere, '{"count_empty": []}');
    mkdirSync(join(root, '.stemma'));
    symlinkSync(elsewhere, join(root, '.stemma', 'decisions.json'));
    const here = afterRestart(root);
    sure(planned(here, { kind: 'orphans' }));
    expect(decisionsFor(here.site, here.workspace.index)).toEqual([]);
  });
});
