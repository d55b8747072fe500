import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { FoundSource } from '../../registry/bring-in/find-manifests.ts';
import { openSource, type SourceError } from '../../registry/bring-in/open-sources.ts';
import { makeUnpacked, removeLeftUnpacked, removeUnpacked } from '../../registry/bring-in/unpacked.ts';
import { writableNodeFileSystem } from '../../registry/files/writable-file-system.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import type { Failure } from '../failure.ts';
import { interruptible } from '../workspace/interrupt.ts';

/** What was named, opened; `close` removes what was unpacked of it. */
export interface OpenedSources {
  readonly sources: readonly FoundSource[];
  readonly close: () => void;
}

function failureOf({ code, named, message, why, entry }: SourceError): Failure {
  const details = { source: named };
  if (code === 'NOT_FOUND') return { code, message: `There is nothing at ${named}.`, details };
  if (code === 'CANCELLED') return { code: 'INTERRUPTED', message: 'Interrupted. Nothing was brought in.' };
  if (why === null) return { code, message: `${named} can't be brought in: ${message}.`, details };
  return {
    code,
    message: `Nothing of the archive ${named} is taken: ${message}${entry === null ? '' : ` (${entry})`}.`,
    details: { ...details, why, entry },
  };
}

/** Opens what is to be brought in; archives are unpacked into the cache folder, and only there. */
export async function openNamed(typed: readonly string[]): Promise<Result<OpenedSources, Failure>> {
  const folders: string[] = [];
  const staging = (): string => {
    const { files, folder } = makeUnpacked(cacheFolder());
    folders.push(folder);
    return files;
  };
  const close = (): void => removeUnpacked(folders);
  await removeLeftUnpacked(cacheFolder());
  const sources: FoundSource[] = [];
  for (const each of typed) {
    const source = await interruptible((cancel) =>
      openSource(each, resolve(each), { fs: writableNodeFileSystem, staging, cancel }),
    );
    if (!source.ok) {
      close();
      return fail(failureOf(source.error));
    }
    sources.push(source.value);
  }
  return ok({ sources, close });
}
