import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestsInArchive } from '../../electron/registry/layouts/files/archive/manifests-in-archive.ts';
import { allRows } from '../../electron/registry/index/database.ts';
import { findFiles } from '../../electron/registry/ask/find/find.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { keepersOf } from '../../electron/registry/ask/needs/why.ts';
import { LARGEST_ARCHIVE } from '../../electron/registry/layouts/files/walk/copies.ts';
import { ok } from '../../shared/domain/result.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { runs } from '../support/scale.ts';
import { scanAll, scanned, statesOf, ungraced } from '../support/scanning.ts';
import { tar, type Packed } from '../support/tar.ts';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const zip = (files: readonly Packed[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, content }) => [name, Buffer.from(content)])));
const PACK = {
  '.zip': zip,
  '.tar': tar,
  '.tar.gz': (files: readonly Packed[]) => gzipSync(tar(files)),
  '.tgz': (files: readonly Packed[]) => gzipSync(tar(files)),
};
const manifest = (...contents: string[]): string =>
  toYaml(
    v3Manifest(
      'corn',
      contents.map((content) => v3Item(content)),
    ),
  );

function lab(): { builder: WorkspaceBuilder; file: string } {
  const builder = new WorkspaceBuilder().bystander();
  return { builder, file: builder.store('corn', 'packed') };
}

describe('An archive', () => {
  const kinds = Object.entries(PACK);

  it.each(
    kinds.flatMap(([kind, pack]) =>
      ['runs/corn/0002_zip_bbbbbb', 'exports/deep/old', 'library/x', 'runs/old'].map(
        (place) => [kind, place, pack] as const,
      ),
    ),
  )('%s at %s keeps what the manifests in it name', (kind, place, pack) => {
    const { builder, file } = lab();
    const long = `${'a'.repeat(120)}/0003_x_cccccc`;
    builder.store('corn', 'further');
    builder.file(
      `${place}${kind}`,
      pack([
        { name: '0002_zip_bbbbbb/pipeline.json', content: '[]' },
        { name: '0002_zip_bbbbbb/manifest.yaml', content: manifest('packed') },
        { name: `${long}/manifest (1).yaml`, content: manifest('further') },
      ]),
    );
    const workspace = scanned(builder.root);
    const { index } = workspace;
    expect(new Set(Object.values(statesOf(ungraced(index))))).toEqual(new Set(['referenced']));
    const [id = 0] = findFiles(index, file);
    expect(keepersOf(ungraced(index), id)).toMatchObject([
      {
        kind: place.split('/')[0] === 'runs' ? 'other' : place.split('/')[0]?.replace('exports', 'export'),
        manifest: `${place}${kind}/0002_zip_bbbbbb/manifest.yaml`,
      },
    ]);
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ manifests: 1, records: 0 });
    // It is read again when it has changed, and else not.
    expect(scanAll(workspace)).toMatchObject({ changed: expect.any(Boolean) as boolean });
    builder.file(`${place}${kind}`, pack([{ name: 'x/manifest.yaml', content: manifest() }]));
    scanAll(workspace);
    expect(new Set(Object.values(statesOf(ungraced(index))))).toEqual(new Set(['orphan']));
    builder.remove(`${place}${kind}`);
    scanAll(workspace);
    expect(allRows(index, `SELECT path FROM manifest WHERE path LIKE '%${kind}%'`)).toEqual([]);
  });

  it.each([
    ['damaged', '.zip', Buffer.from('PK\x03\x04 and then nothing')],
    [
      'cut off',
      '.tar.gz',
      gzipSync(tar([{ name: 'a/manifest.yaml', content: manifest('packed') }])).subarray(0, -30),
    ],
    [
      'cut off without compression',
      '.tar',
      tar([{ name: 'a/manifest.yaml', content: manifest('packed') }]).subarray(0, 900),
    ],
    ['of another kind', '.7z', Buffer.from('7z')],
    ['compressed otherwise', '.tar.xz', Buffer.from('xz')],
    ['with an archive in it', '.zip', zip([{ name: 'inner.zip', content: 'x' }])],
    [
      'with a manifest that is cut off',
      '.zip',
      zip([{ name: 'a/manifest.yaml', content: manifest('packed').slice(0, 300) }]),
    ],
  ])('that is %s leaves files undecided', (_what, kind, bytes) => {
    const { builder, file } = lab();
    builder.file(`runs/corn/old${kind}`, bytes);
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'undecided' });
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([
      { path: `runs/corn/old${kind}`, code: 'ARCHIVE' },
    ]);
  });

  it('that is too large leaves files undecided, and is not read', () => {
    const { builder, file } = lab();
    builder.file('runs/corn/old.zip', zip([{ name: 'a/manifest.yaml', content: manifest('packed') }]));
    const isIt = (path: string): boolean => path.endsWith('old.zip');
    const fs = bentFileSystem({
      lstat: (path, really) => {
        const stamp = really();
        return stamp.ok && isIt(path) ? ok({ ...stamp.value, size: LARGEST_ARCHIVE + 1 }) : stamp;
      },
      read: (path) => {
        if (isIt(path)) throw new Error('It was read.');
        return undefined;
      },
    });
    const { index } = scanned(builder.root, { fs });
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'undecided' });
    expect(complete(statistics(ungraced(index))).unreadable).toMatchObject([
      { path: 'runs/corn/old.zip', code: 'ARCHIVE' },
    ]);
  });

  it('of notes, or a bundle of nirs4all, is in nobody’s way', () => {
    const { builder, file } = lab();
    builder.file('exports/notes.zip', zip([{ name: 'notes.txt', content: 'x' }]));
    builder.file('exports/model.n4a', zip([{ name: 'a/manifest.yaml', content: manifest('packed') }]));
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'orphan' });
    expect(complete(statistics(ungraced(index))).unreadable).toEqual([]);
  });

  it('elsewhere, and a history of git, is noted and not opened', () => {
    const { builder, file } = lab();
    builder.file('backup/2024.zip', zip([{ name: 'a/manifest.yaml', content: manifest('packed') }]));
    builder.file('.git/objects/x/manifest.yaml', '[').file('code/.git', 'gitdir: /x');
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'orphan' });
    expect(allRows(index, 'SELECT path, what FROM unopened ORDER BY path')).toEqual([
      { path: '.git', what: 'git' },
      { path: 'backup/2024.zip', what: 'archive' },
      { path: 'code/.git', what: 'git' },
    ]);
  });

  it('never names a place outside of itself', () => {
    for (const [kind, pack] of kinds) {
      const bytes = pack([
        { name: '../../../etc/manifest.yaml', content: 'a: 1' },
        { name: '/root/manifest.yaml', content: 'a: 1' },
        { name: 'a\\..\\b\\manifest.yaml', content: 'a: 1' },
      ]);
      const found = manifestsInArchive(`x${kind}`, bytes);
      if (!found.ok) throw new Error(found.error);
      expect(found.value.map(({ path }) => path)).toEqual([
        'etc/manifest.yaml',
        'root/manifest.yaml',
        'a/b/manifest.yaml',
      ]);
    }
  });

  it('of any bytes gives manifests or a reason', () => {
    const whole = fc.constantFrom(
      ...kinds.map(
        ([kind, pack]) => [kind, pack([{ name: 'a/manifest.yaml', content: manifest('x') }])] as const,
      ),
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(whole, damage, fc.nat(), ([kind, bytes], changes, cut) => {
        const spoiled = Buffer.from(bytes);
        for (const [at, byte] of changes) spoiled[at % spoiled.length] = byte;
        const found = manifestsInArchive(
          `x${kind}`,
          spoiled.subarray(0, changes.length === 0 ? cut % spoiled.length : undefined),
        );
        expect(typeof (found.ok ? found.value.length : found.error.length)).toBe('number');
      }),
      { numRuns: runs(300, 20_000) },
    );
  });
});
