import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { archiveKind } from '../../electron/registry/files/archive/archive-kind.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../../electron/registry/files/archive/limits.ts';
import type { RefusalCode } from '../../electron/registry/files/archive/refusal.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { TAR_END, tarEntry, type TarEntry } from '../support/tar.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rawZip } from '../support/zip.ts';

const fs = writableNodeFileSystem;

export interface Opened {
  readonly root: string;
  readonly result: Awaited<ReturnType<typeof unpack>>;
  /** Names in the staging folder, and of all that lies beside it. */
  readonly staged: readonly string[];
  readonly around: readonly string[];
  readonly read: (place: number) => string;
}

export async function opened(
  name: string,
  bytes: Uint8Array,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Opened> {
  const around = temporaryFolder();
  const folder = join(around, 'a', 'staging');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(around, name), bytes);
  const kind = archiveKind(name) ?? 'other';
  const result = await unpack(join(around, name), kind, { fs, folder, limits });
  return {
    root: around,
    result,
    staged: readdirSync(folder).sort(),
    around: readdirSync(around, { recursive: true })
      .map(String)
      .filter((path) => !path.startsWith(join('a', 'staging') + '/'))
      .sort(),
    read: (place) => readFileSync(join(folder, String(place)), 'utf8'),
  };
}

export const tarOf = (entries: readonly TarEntry[]): Buffer =>
  Buffer.concat([...entries.map(tarEntry), TAR_END]);

/** The same entries as a zip, a tar and a tar that is zipped. */
export function eachOf(
  entries: readonly { readonly name: string; readonly content?: string }[],
): [string, Buffer][] {
  return [
    ['x.zip', rawZip(entries)],
    ['x.tar', tarOf(entries)],
    ['x.tar.gz', gzipSync(tarOf(entries))],
  ];
}

/** Archives of each kind that hold these bytes. */
export function carrying(name: string, content: Buffer): [string, Buffer][] {
  const tar = tarOf([{ name, content }]);
  return [
    ['x.zip', rawZip([{ name, content }])],
    ['x.tar', tar],
    ['x.tar.gz', gzipSync(tar)],
  ];
}

export async function refusals(
  archives: readonly (readonly [string, Buffer])[],
): Promise<(RefusalCode | 'taken')[]> {
  const codes: (RefusalCode | 'taken')[] = [];
  for (const [name, bytes] of archives) {
    const { result, around } = await opened(name, bytes);
    codes.push(result.ok ? 'taken' : result.error.code);
    expect(around).toEqual(['a', join('a', 'staging'), name].sort());
  }
  return codes;
}
