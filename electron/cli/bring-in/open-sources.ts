import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import {
  isArchivePath,
  sourceInArchive,
  sourceOnDisk,
  type FoundSource,
} from '../../registry/bring-in/find-manifests.ts';
import { archiveKind } from '../../registry/files/archive/archive-kind.ts';
import { unpack } from '../../registry/files/archive/unpack.ts';
import { writableNodeFileSystem } from '../../registry/files/writable-file-system.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import type { Failure } from '../failure.ts';
import { interruptible } from '../workspace/interrupt.ts';

/** What was named, opened; `close` removes what was unpacked of it. */
export interface OpenedSources {
  readonly sources: readonly FoundSource[];
  readonly close: () => void;
}

async function opened(typed: string, staging: () => string): Promise<Result<FoundSource, Failure>> {
  const path = resolve(typed);
  const fs = writableNodeFileSystem;
  const details = { source: typed };
  const stamp = fs.stat(path);
  if (!stamp.ok) return fail({ code: 'NOT_FOUND', message: `There is nothing at ${typed}.`, details });
  if (stamp.value.kind === 'folder' || !isArchivePath(path)) {
    const found = sourceOnDisk(fs, path);
    if (found.ok) return ok({ ...found.value, named: typed });
    return fail({ code: 'CANNOT_READ', message: `${typed} can't be brought in: ${found.error}.`, details });
  }
  const kind = archiveKind(path) ?? 'other';
  const files = await interruptible((cancel) => unpack(path, kind, { fs, folder: staging(), cancel }));
  if (files.ok) return ok(sourceInArchive(typed, files.value));
  const { code, entry, message } = files.error;
  if (code === 'CANCELLED')
    return fail({ code: 'INTERRUPTED', message: 'Interrupted. Nothing was brought in.' });
  const of = entry === null ? '' : ` (${entry})`;
  return fail({
    code: code === 'CANNOT_WRITE' || code === 'NO_SPACE' ? 'CANNOT_WRITE' : 'CANNOT_READ',
    message: `Nothing of the archive ${typed} is taken: ${message}${of}.`,
    details: { ...details, why: code, entry },
  });
}

/** Opens what is to be brought in; archives are unpacked into the cache folder, and only there. */
export async function openSources(typed: readonly string[]): Promise<Result<OpenedSources, Failure>> {
  const folders: string[] = [];
  const staging = (): string => {
    const cache = cacheFolder();
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'unpacked-'));
    folders.push(folder);
    return folder;
  };
  const close = (): void => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  const sources: FoundSource[] = [];
  for (const each of typed) {
    const source = await opened(each, staging);
    if (!source.ok) {
      close();
      return source;
    }
    sources.push(source.value);
  }
  return ok({ sources, close });
}
