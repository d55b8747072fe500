import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_LIMITS } from '../../electron/registry/files/archive/limits.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { TAR_END, tarEntry, type TarEntry } from '../support/tar.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { sha256 } from '../support/workspace-builder.ts';
import { rawZip, type ZipEntry } from '../support/zip.ts';

import { carrying, eachOf, opened, refusals, tarOf } from './opened-archives.ts';

const fs = writableNodeFileSystem;

describe('An archive', () => {
  it('gives its files under names of ours, with their hashes and times', async () => {
    const files = [
      { name: './runs/corn/0001_pls_aaaaaa/manifest.yaml', content: 'one' },
      { name: 'binaries/corn/Ünïcode file.joblib', content: 'two' },
      { name: 'empty', content: '' },
    ];
    for (const [name, bytes] of eachOf(files)) {
      const { result, staged, read } = await opened(name, bytes);
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
      expect(result.value.map(({ path }) => path)).toEqual([
        'runs/corn/0001_pls_aaaaaa/manifest.yaml',
        'binaries/corn/Ünïcode file.joblib',
        'empty',
      ]);
      expect(result.value.map((file) => file.sha256)).toEqual(files.map(({ content }) => sha256(content)));
      expect(result.value.map(({ size }) => size)).toEqual([3, 3, 0]);
      expect(staged).toEqual(['0', '1', '2']);
      expect([read(0), read(1), read(2)]).toEqual(['one', 'two', '']);
    }
    const { result } = await opened(
      'x.zip',
      rawZip([{ name: 'a', content: 'packed '.repeat(100), isPacked: true }]),
    );
    expect(result).toMatchObject({
      ok: true,
      value: [{ mtimeMs: new Date(2025, 5, 1, 12).getTime(), size: 700 }],
    });
  });

  it('passes over what macOS packs besides, and takes folders as such', async () => {
    const files: ZipEntry[] = [
      { name: 'run/', mode: 0o40755 },
      { name: 'run/manifest.yaml', content: 'x' },
      { name: '__MACOSX/run/._manifest.yaml', content: 'y' },
      { name: 'run/.DS_Store', content: 'z' },
    ];
    const tars = files.map((entry) => ({ ...entry, type: entry.mode === undefined ? '0' : '5' }) as TarEntry);
    for (const [name, bytes] of [
      ['x.zip', rawZip(files)],
      ['x.tar', tarOf(tars)],
    ] as const) {
      const { result } = await opened(name, bytes);
      expect(result).toMatchObject({ ok: true, value: [{ path: 'run/manifest.yaml' }] });
    }
  });

  it.each([
    ['that climbs out', '../evil'],
    ['that climbs out from inside', 'a/../../evil'],
    ['that is absolute', '/etc/evil'],
    ['with a control character', 'a/ev\u0007il'],
    ['with a drive letter', 'C:/evil'],
    ['with a drive letter further in', 'a/C:evil'],
    ['of a stream of NTFS', 'manifest.yaml:evil'],
    ['of another machine', '\\\\server\\share\\evil'],
    ['with a backslash', 'a\\..\\evil'],
    ['that Windows has for a device', 'a/NUL.txt'],
    ['that Windows has for a port', 'com1/evil'],
    ['that ends with a dot', 'a/evil.'],
    ['with an empty part', 'a//evil'],
    ['below our own folder', '.stemma/trash/evil'],
    ['below our own folder, in another case', '.Stemma/lock'],
  ])('with a name %s is refused', async (_what, name) => {
    const codes = await refusals(
      eachOf([
        { name: 'fine', content: 'x' },
        { name, content: 'evil' },
      ]),
    );
    expect(codes).toEqual(['UNSAFE_NAME', 'UNSAFE_NAME', 'UNSAFE_NAME']);
  });

  it('with a NUL or bytes that are no text in a name is refused', async () => {
    const path = '26 path=manifest.yaml\0.txt\n';
    const nul: [string, Buffer][] = [
      ['x.zip', rawZip([{ name: 'a\0b', content: 'x' }])],
      [
        'x.tar',
        tarOf([
          { name: 'pax', type: 'x', content: path },
          { name: 'a', content: 'x' },
        ]),
      ],
      ['x.zip', rawZip([{ name: Buffer.from([0x61, 0xff, 0x62]), localName: '' }])],
    ];
    expect(await refusals(nul.slice(0, 2))).toEqual(['UNSAFE_NAME', 'UNSAFE_NAME']);
    expect(await refusals(nul.slice(2))).toEqual(['UNSAFE_NAME']);
  });

  it.each([
    ['twice', 'a/manifest.yaml', 'a/manifest.yaml'],
    ['in two cases', 'a/manifest.yaml', 'A/Manifest.yaml'],
    ['with an accent that is composed otherwise', 'caf\u00e9', 'cafe\u0301'],
    ['as a file and as a folder', 'a', 'a/b'],
    ['as a folder and as a file', 'a/b', 'A'],
  ])('with a name %s is refused', async (_what, one, other) => {
    const archives = eachOf([
      { name: one, content: 'x' },
      { name: other, content: 'y' },
    ]);
    expect(await refusals(archives)).toEqual(['DUPLICATE', 'DUPLICATE', 'DUPLICATE']);
  });

  it('with links or devices is refused, and a file below a link too', async () => {
    const linked: [string, Buffer][] = [
      ['x.zip', rawZip([{ name: 'l', content: '/etc', mode: 0o120777 }])],
      [
        'x.zip',
        rawZip([
          { name: 'l', content: '/etc', mode: 0o120777 },
          { name: 'l/passwd', content: 'evil' },
        ]),
      ],
      ['x.zip', rawZip([{ name: 'dev', mode: 0o060644 }])],
      ['x.zip', rawZip([{ name: 'pipe', mode: 0o010644 }])],
      ...['1', '2', '3', '4', '6', 'S', 'Z'].map((type): [string, Buffer] => [
        'x.tar',
        tarOf([{ name: 'l', type, link: '/etc' }]),
      ]),
      [
        'x.tar',
        tarOf([
          { name: 'l', type: '2', link: '/etc' },
          { name: 'l/passwd', content: 'evil' },
        ]),
      ],
      ['x.tar.gz', gzipSync(tarOf([{ name: 'l', type: '1', link: '../../outside' }]))],
    ];
    expect(new Set(await refusals(linked))).toEqual(new Set(['NOT_A_FILE']));
  });

  it('that is encrypted, or holds an archive, is refused', async () => {
    expect(
      await refusals([['x.zip', rawZip([{ name: 'a', content: 'x', flags: 1, isPacked: true }])]]),
    ).toEqual(['ENCRYPTED']);
    const nested = eachOf([{ name: 'a/inner.TAR.GZ', content: 'x' }]);
    expect(await refusals(nested)).toEqual(['ARCHIVE_INSIDE', 'ARCHIVE_INSIDE', 'ARCHIVE_INSIDE']);
  });

  it('that becomes far more than it was is refused, by what came out of it', async () => {
    const zeros = Buffer.alloc(4 * 1024 * 1024);
    const bombs: [string, Buffer][] = [
      ['x.zip', rawZip([{ name: 'a', content: zeros, isPacked: true }])],
      ['x.zip', rawZip([{ name: 'a', content: zeros, isPacked: true, size: zeros.length * 2 }])],
      ['x.tar.gz', gzipSync(tarOf([{ name: 'a', content: zeros }]))],
    ];
    expect(await refusals(bombs)).toEqual(['TOO_LARGE', 'TOO_LARGE', 'TOO_LARGE']);
    const limits = { ...ARCHIVE_LIMITS, bytes: 1400 };
    const large = eachOf([
      { name: 'a', content: 'x'.repeat(800) },
      { name: 'b', content: 'x'.repeat(800) },
    ]);
    for (const [name, bytes] of large) {
      const { result } = await opened(name, bytes, limits);
      expect(result).toMatchObject({ ok: false, error: { code: 'TOO_LARGE', entry: 'b' } });
    }
  });

  it('that holds a bomb in an archive, or one that goes by another name, is never unpacked twice', async () => {
    const zeros = Buffer.alloc(4 * 1024 * 1024);
    const bombs = [
      rawZip([{ name: 'a', content: zeros, isPacked: true }]),
      gzipSync(tarOf([{ name: 'a', content: zeros }])),
    ];
    for (const bomb of bombs) {
      const inner = bomb.subarray(0, 2).toString() === 'PK' ? 'inner.zip' : 'inner.tar.gz';
      expect(new Set(await refusals(carrying(inner, bomb)))).toEqual(new Set(['ARCHIVE_INSIDE']));
      for (const [name, bytes] of carrying('model.joblib', bomb)) {
        const { result } = await opened(name, bytes);
        expect(result).toMatchObject({ ok: true, value: [{ size: bomb.length }] });
      }
    }
  });

  it('that says less of an entry than comes out of it is refused, and more too', async () => {
    const content = 'x'.repeat(1000);
    const lies: [string, Buffer][] = [
      ['x.zip', rawZip([{ name: 'a', content, isPacked: true, size: 10 }])],
      ['x.zip', rawZip([{ name: 'a', content, isPacked: true, size: 1001 }])],
      ['x.zip', rawZip([{ name: 'a', content, size: 10 }])],
      ['x.zip', rawZip([{ name: 'a', content, crc: 1 }])],
      ['x.zip', rawZip([{ name: 'a', content, localName: 'b' }])],
      ['x.tar', tarOf([{ name: 'a', content, size: 5000 }])],
    ];
    expect(new Set(await refusals(lies))).toEqual(new Set(['DAMAGED']));
  });

  it('of which entries share bytes is refused', async () => {
    const shared = rawZip([
      { name: 'a', content: 'x'.repeat(100) },
      { name: 'a', content: 'x'.repeat(100), sharesWith: 0 },
    ]);
    // Under two names the local header tells; under one it is found twice.
    expect(await refusals([['x.zip', shared]])).toEqual(['DUPLICATE']);
    const inner = rawZip([{ name: 'inner', content: 'y' }]).subarray(0, 36);
    const zip = rawZip([
      { name: 'outer', content: inner },
      { name: 'inner', content: 'y' },
    ]);
    const directory = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    zip.writeUInt32LE(35, directory + 42);
    expect(await refusals([['x.zip', zip]])).toEqual(['OVERLAP']);
  });

  it('that was cut off or added to is refused', async () => {
    for (const [name, bytes] of eachOf([
      { name: 'a', content: 'x'.repeat(1000) },
      { name: 'b', content: 'y'.repeat(1000) },
    ])) {
      for (const length of [
        bytes.length - 1100,
        bytes.length - 1024,
        Math.floor(bytes.length / 2),
        100,
        1,
        0,
      ]) {
        expect(await refusals([[name, bytes.subarray(0, Math.max(length, 0))]])).toEqual(['DAMAGED']);
      }
      const codes = await refusals([[name, Buffer.concat([bytes, Buffer.from('evil'.repeat(200))])]]);
      expect(codes).toEqual(['DAMAGED']);
    }
    const twice = tarOf([{ name: 'a', content: 'x' }]);
    expect(await refusals([['x.tar', Buffer.concat([twice, twice])]])).toEqual(['DUPLICATE']);
  });

  it('with 200,001 entries is refused', async () => {
    const names = Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, place) => ({
      name: `f${place}/`,
      mode: 0o40755,
    }));
    const entry = tarEntry({ name: 'f/', type: '5' });
    const tar = Buffer.concat([...names.map(() => entry), TAR_END]);
    expect(await refusals([['x.zip', rawZip(names.slice(0, 4), '', ARCHIVE_LIMITS.entries + 1)]])).toEqual([
      'TOO_MANY',
    ]);
    // What it has beyond the number that it says would be left out without a word.
    expect(await refusals([['x.zip', rawZip(names.slice(0, 4), '', 3)]])).toEqual(['DAMAGED']);
    expect(await refusals([['x.tar', tar]])).toEqual(['TOO_MANY']);
    const few = { ...ARCHIVE_LIMITS, entries: 3 };
    const { result } = await opened('x.zip', rawZip(names.slice(0, 4)), few);
    expect(result).toMatchObject({ ok: false, error: { code: 'TOO_MANY' } });
  });

  it('that can not be written anywhere, or is cancelled, says so', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.zip'), rawZip([{ name: 'a', content: 'x' }]));
    const archive = join(folder, 'x.zip');
    const full = { ...fs, freeBytes: () => ({ ok: true as const, value: 0 }) };
    const staging = join(folder, 'staging');
    mkdirSync(staging);
    expect(await unpack(archive, 'zip', { fs: full, folder: staging })).toMatchObject({
      error: { code: 'NO_SPACE' },
    });
    expect(await unpack(archive, 'zip', { fs, folder: join(folder, 'none') })).toMatchObject({
      error: { code: 'CANNOT_WRITE' },
    });
    expect(
      await unpack(archive, 'zip', { fs, folder: temporaryFolder(), cancel: { aborted: true } }),
    ).toMatchObject({ error: { code: 'CANCELLED' } });
    expect(await unpack(join(folder, 'none.zip'), 'zip', { fs, folder })).toMatchObject({
      error: { code: 'CANNOT_READ' },
    });
    expect(await unpack(archive, 'other', { fs, folder })).toMatchObject({ error: { code: 'UNKNOWN_KIND' } });
  });

  it('of any bytes ends, and leaves nothing outside of its folder', async () => {
    const base = eachOf([
      { name: 'a/manifest.yaml', content: 'artifacts: []\n'.repeat(20) },
      { name: 'b', content: 'y'.repeat(700) },
    ]);
    base.push(['x.zip', rawZip([{ name: 'a', content: 'x'.repeat(500), isPacked: true }])]);
    const damage = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 12 });
    await expectAlwaysAsync(
      fc.asyncProperty(fc.constantFrom(...base), damage, fc.nat(3000), async ([name, bytes], places, cut) => {
        const damaged = Buffer.from(bytes.subarray(0, cut < 2000 ? bytes.length : cut));
        for (const [place, value] of places) if (place < damaged.length) damaged[place] = value;
        const began = process.cpuUsage();
        const { result, around, staged, root } = await opened(name, damaged);
        const { user, system } = process.cpuUsage(began);
        // Microseconds of the processor, not of the wall.
        expect(user + system).toBeLessThan(1_000_000);
        removeFolder(root);
        expect(around).toEqual(['a', join('a', 'staging'), name].sort());
        if (result.ok) expect(staged.length).toBe(result.value.length);
        else expect(result.error.code).not.toBe('CANNOT_WRITE');
      }),
      often(300, 20_000),
    );
  });
});
