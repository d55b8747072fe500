import { gzipSync } from 'node:zlib';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveKind } from '../../electron/registry/files/archive/archive-kind.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { manifestsInArchive } from '../../electron/registry/layouts/files/archive/manifests-in-archive.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { TAR_END, tarEntry, type TarEntry } from '../support/tar.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { rawZip, type ZipEntry } from '../support/zip.ts';

const MANIFEST = 'a/manifest.yaml';
const CONTENT = 'artifacts: []\n'.repeat(40);

const tarOf = (entries: readonly TarEntry[]): Buffer => Buffer.concat([...entries.map(tarEntry), TAR_END]);

/** An extended header before an entry. */
const pax = (type: 'x' | 'g', ...records: readonly string[]): TarEntry => ({
  name: 'pax',
  type,
  content: records
    .map((record) => {
      let length = record.length + 3;
      while (String(length).length + record.length + 2 !== length) length += 1;
      return `${length} ${record}\n`;
    })
    .join(''),
});

/** What a scan finds: bytes of manifests by their paths; null where it says that it can't know. */
function scanned(name: string, archive: Uint8Array): [string, string][] | null {
  const found = manifestsInArchive(name, archive);
  if (!found.ok) return null;
  return found.value
    .map(({ path, bytes }): [string, string] => [path, Buffer.from(bytes).toString()])
    .toSorted();
}

/** What the libraries give that imports read archives with. */
async function imported(name: string, archive: Uint8Array): Promise<[string, string][] | null> {
  const around = temporaryFolder();
  mkdirSync(join(around, 'staging'));
  writeFileSync(join(around, name), archive);
  const files = await unpack(join(around, name), archiveKind(name) ?? 'other', {
    fs,
    folder: join(around, 'staging'),
  });
  const found = files.ok
    ? files.value
        .filter(({ path }) => basename(path) === 'manifest.yaml')
        .map(({ path, file }): [string, string] => [path, readFileSync(file, 'utf8')])
        .toSorted()
    : null;
  removeFolder(around);
  return found;
}

const manifest: ZipEntry = { name: MANIFEST, content: CONTENT };

describe('What a scan reads of an archive', () => {
  it.each<[string, string, Uint8Array]>([
    [
      'a zip that says less of a manifest than comes out',
      'x.zip',
      rawZip([{ ...manifest, isPacked: true, size: 14 }]),
    ],
    ['a zip that says less of a stored one', 'x.zip', rawZip([{ ...manifest, size: 14 }])],
    ['a zip with another checksum', 'x.zip', rawZip([{ ...manifest, crc: 1 }])],
    [
      'a zip that names a manifest otherwise in its place',
      'x.zip',
      rawZip([{ ...manifest, localName: 'a/manifest.text' }]),
    ],
    [
      'a zip that names it so only in its place',
      'x.zip',
      rawZip([{ name: 'a/manifest.text', content: CONTENT, localName: MANIFEST }]),
    ],
    ['a zip with shared bytes', 'x.zip', rawZip([manifest, { ...manifest, sharesWith: 0 }])],
    ['an encrypted manifest', 'x.zip', rawZip([{ ...manifest, flags: 1 }])],
    [
      'a manifest that is a link in a zip',
      'x.zip',
      rawZip([{ name: MANIFEST, content: '../x', mode: 0o120777 }]),
    ],
    ['a zip that was added to', 'x.zip', Buffer.concat([rawZip([manifest]), Buffer.from('more')])],
    ['a zip inside of a zip', 'x.zip', rawZip([{ name: 'a/INNER.ZIP', content: 'x' }])],
    [
      'a tar that says more than it has',
      'x.tar',
      tarOf([{ name: MANIFEST, content: CONTENT, size: 50_000 }]),
    ],
    [
      'a tar whose extended header says less',
      'x.tar',
      tarOf([pax('x', 'size=14'), { name: MANIFEST, content: CONTENT }]),
    ],
    [
      'a tar that is sparse',
      'x.tar',
      tarOf([
        pax('x', 'GNU.sparse.major=1', 'GNU.sparse.name=a/manifest.yaml'),
        { name: 'x', content: CONTENT },
      ]),
    ],
    [
      'a tar that names all files at once',
      'x.tar',
      tarOf([pax('g', 'path=a/manifest.yaml'), { name: 'x', content: CONTENT }]),
    ],
    [
      'a manifest that is a hard link',
      'x.tar',
      tarOf([
        { name: 'x', content: CONTENT },
        { name: MANIFEST, type: '1', link: 'x' },
      ]),
    ],
    ['a manifest that is a link in a tar', 'x.tar', tarOf([{ name: MANIFEST, type: '2', link: '../x' }])],
    ['a sparse manifest of old tars', 'x.tar', tarOf([{ name: MANIFEST, type: 'S', content: CONTENT }])],
    [
      'a tar behind a tar',
      'x.tar',
      Buffer.concat([tarOf([{ name: 'x' }]), tarOf([{ name: MANIFEST, content: CONTENT }])]),
    ],
    [
      'a tar that was added to',
      'x.tar',
      Buffer.concat([tarOf([{ name: MANIFEST, content: CONTENT }]), Buffer.from('more')]),
    ],
    ['a tar that was cut off', 'x.tar', tarOf([{ name: MANIFEST, content: CONTENT }]).subarray(0, 1024)],
    ['a bomb', 'x.tar.gz', gzipSync(Buffer.alloc(2 ** 20)).subarray(0, 200)],
  ])('%s is not believed: nobody knows what it names', (_what, name, archive) => {
    expect(scanned(name, archive)).toBeNull();
  });

  it('is told under paths that lead nowhere else, whatever it was called', () => {
    const found = [
      ...(scanned('x.zip', rawZip([{ name: '../../evil/manifest.yaml', content: 'x' }])) ?? []),
      ...(scanned('x.tar', tarOf([{ name: '/../C:\\evil\\manifest.yaml', content: 'y' }])) ?? []),
    ];
    expect(found).toEqual([
      ['evil/manifest.yaml', 'x'],
      ['C:/evil/manifest.yaml', 'y'],
    ]);
  });

  it('reads sizes and names from extended headers, as the library does', async () => {
    const long = `${'d/'.repeat(80)}manifest.yaml`;
    const archive = tarOf([
      pax('x', `path=${long}`, `size=${CONTENT.length}`, 'mtime=1.5'),
      { name: 'short', content: CONTENT },
      pax('g', 'comment=made by git'),
      { name: MANIFEST, content: 'x' },
    ]);
    expect(scanned('x.tar', archive)).toEqual([
      [MANIFEST, 'x'],
      [long, CONTENT],
    ]);
    expect(await imported('x.tar', archive)).toEqual(scanned('x.tar', archive));
  });

  it('is what the libraries give, or nothing, whatever was changed in it', async () => {
    const files = [
      { name: MANIFEST, content: CONTENT },
      { name: 'b/notes.txt', content: 'y'.repeat(700) },
      { name: 'b/manifest.yaml', content: 'z' },
    ];
    const base: [string, Buffer][] = [
      ['x.zip', rawZip(files)],
      ['x.zip', rawZip(files.map((file) => ({ ...file, isPacked: true })))],
      ['x.tar', tarOf([pax('x', `size=${CONTENT.length}`), ...files])],
      ['x.tar', tarOf(files)],
    ];
    const damage = fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { maxLength: 6 });
    await expectAlwaysAsync(
      fc.asyncProperty(fc.constantFrom(...base), damage, async ([name, bytes], places) => {
        const damaged = Buffer.from(bytes);
        for (const [place, value] of places) damaged[place % damaged.length] = value;
        const ours = scanned(name, damaged);
        const theirs = ours === null ? null : await imported(name, damaged);
        if (ours !== null && theirs !== null) expect(ours).toEqual(theirs);
      }),
      often(300, 20_000),
    );
  });
});
