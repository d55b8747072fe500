import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../electron/registry/files/archive/refusal.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { zipEntries, zippedBytes } from '../../electron/registry/files/archive/zip-entries.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { rawZip, type ZipEntry } from '../support/zip.ts';

/** What is read of an archive without waiting; null where it is refused. */
function readAll(archive: Uint8Array): Map<string, string> | null {
  const read = (position: number, length: number): Uint8Array =>
    archive.subarray(position, position + length);
  try {
    const entries = zipEntries(read, archive.length, 1000).filter(({ name }) => !name.endsWith('/'));
    return new Map(entries.map((entry) => [entry.name, Buffer.from(zippedBytes(read, entry)).toString()]));
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** What the library makes of it; null where it, or what we let in, refuses. */
async function unpacked(archive: Uint8Array): Promise<Map<string, string> | null> {
  const around = temporaryFolder();
  const folder = join(around, 'staging');
  mkdirSync(folder);
  writeFileSync(join(around, 'x.zip'), archive);
  const files = await unpack(join(around, 'x.zip'), 'zip', { fs, folder });
  const found = files.ok
    ? new Map(files.value.map(({ path, file }) => [path, readFileSync(file).toString()]))
    : null;
  removeFolder(around);
  return found;
}

const FILES: readonly ZipEntry[] = [
  { name: 'run/', mode: 0o40755 },
  { name: 'run/manifest.yaml', content: 'artifacts: []\n'.repeat(30), isPacked: true },
  { name: 'run/pipeline.json', content: '[]' },
  { name: 'empty', content: '' },
];

describe('A zip that is read without waiting', () => {
  it('gives what the library gives', async () => {
    for (const archive of [
      rawZip(FILES),
      readFileSync(join(fixtureWorkspace('bundle-and-library'), 'exports/sugar_best.n4a')),
    ]) {
      const ours = readAll(archive);
      expect(ours).not.toBeNull();
      expect(ours).toEqual(await unpacked(archive));
    }
  });

  it.each<[string, Uint8Array]>([
    [
      'says less of an entry than comes out',
      rawZip([{ name: 'a', content: 'x'.repeat(1000), isPacked: true, size: 10 }]),
    ],
    [
      'says more of an entry than comes out',
      rawZip([{ name: 'a', content: 'x'.repeat(1000), isPacked: true, size: 1001 }]),
    ],
    ['says less of a stored entry', rawZip([{ name: 'a', content: 'x'.repeat(1000), size: 10 }])],
    ['has another checksum', rawZip([{ name: 'a', content: 'x', crc: 1 }])],
    ['has another name in its place', rawZip([{ name: 'a', content: 'x', localName: 'b' }])],
    [
      'has entries that share bytes',
      rawZip([
        { name: 'a', content: 'x' },
        { name: 'a', content: 'x', sharesWith: 0 },
      ]),
    ],
    ['is encrypted', rawZip([{ name: 'a', content: 'x', flags: 1 }])],
    ['has a link', rawZip([{ name: 'a', content: '/etc', mode: 0o120777 }])],
    ['was cut off', rawZip(FILES).subarray(0, 300)],
    ['was added to', Buffer.concat([rawZip(FILES), Buffer.from('evil')])],
    ['begins with other bytes', Buffer.concat([Buffer.from('evil'), rawZip(FILES)])],
    [
      'holds a bomb',
      rawZip([{ name: 'a', content: deflateRawSync(Buffer.alloc(1e6)), isPacked: true, size: 5 }]),
    ],
    ['is empty', Buffer.alloc(0)],
  ])('and %s is refused', (_what, archive) => {
    expect(readAll(archive)).toBeNull();
  });

  it('has too many entries is refused before any is looked at', () => {
    const many = rawZip(Array.from({ length: 1001 }, (_, at) => ({ name: `${at}` })));
    expect(readAll(many)).toBeNull();
  });

  it('never gives other bytes than the library, and never less, whatever was changed in it', async () => {
    const base = [rawZip(FILES), rawZip([{ name: 'a', content: 'x'.repeat(500), isPacked: true }])];
    const damage = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 });
    await expectAlwaysAsync(
      fc.asyncProperty(fc.constantFrom(...base), damage, async (bytes, places) => {
        const damaged = Buffer.from(bytes);
        for (const [place, value] of places) damaged[place % damaged.length] = value;
        const ours = readAll(damaged);
        if (ours === null) return;
        const theirs = await unpacked(damaged);
        // It refuses more, such as names; where it does not, both say the same.
        if (theirs !== null) expect(ours).toEqual(theirs);
      }),
      often(200, 20_000),
    );
  });
});
