import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { EntryNames, isPassedOver } from './entry-names.ts';
import type { ArchiveLimits } from './limits.ts';
import { Refused } from './refusal.ts';
import type { Staging } from './staging.ts';

const BLOCK = 512;

/** As the parser makes it: beside what its types say it tells where the bytes of an entry begin, and knows not every type. */
interface Entry extends Omit<Header, 'type'> {
  readonly type: Header['type'] | null;
  readonly byteOffset?: number;
}

/** Where the blocks of an entry end. */
function endOf({ byteOffset = 0, size }: Entry): number {
  return byteOffset + Math.ceil(size / BLOCK) * BLOCK;
}

/** Whether an entry is a folder; old archives say so by the name alone. */
function isFolder({ type, name, size }: Entry): boolean {
  return type === 'directory' || (type === 'file' && size === 0 && name.endsWith('/'));
}

function checkKind({ type, name }: Entry): void {
  if (type === 'file' || type === 'contiguous-file') return;
  const isLink = type === 'link' || type === 'symlink';
  throw new Refused('NOT_A_FILE', name, isLink ? 'it is a link' : 'it is no plain file');
}

/**
 * Takes all files out of a tar, and closes it. Throws {@link Refused}, and what the parser throws at a damaged one.
 *
 * @param file its descriptor
 */
export async function readTar(
  file: number,
  isZipped: boolean,
  staging: Staging,
  limits: ArchiveLimits,
): Promise<void> {
  const names = new EntryNames(limits);
  const extracting = extract();
  let passed = 0;
  let isEndEmpty = false;
  async function* counted(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
    for await (const chunk of bytes) {
      passed += chunk.length;
      isEndEmpty = chunk.subarray(-BLOCK).every((byte) => byte === 0);
      yield chunk;
    }
  }
  const packed = createReadStream('', { fd: file, start: 0 });
  const feeding = isZipped
    ? pipeline(packed, createGunzip(), counted, extracting)
    : pipeline(packed, counted, extracting);
  // What goes wrong there is thrown by the entries too, which are waited for first.
  feeding.catch(() => undefined);
  let end = 0;
  for await (const entry of extracting) {
    const header: Entry = entry.header;
    const { name } = header;
    // Its chunks are bytes, which its types don't say.
    const bytes = entry as AsyncIterable<Uint8Array>;
    end = endOf(header);
    names.count();
    // Headers of nothing come out of an archive too.
    staging.count(BLOCK, name);
    if (isPassedOver(name)) for await (const chunk of bytes) staging.count(chunk.length, name);
    else if (isFolder(header)) {
      names.folder(name);
      entry.resume();
    } else {
      checkKind(header);
      const mtimeMs = header.mtime.getTime();
      const path = names.file(name);
      await staging.take({ path, name, mtimeMs: Number.isFinite(mtimeMs) ? mtimeMs : null }, bytes);
    }
  }
  await feeding;
  // Two empty blocks end an archive: without any, something was cut off.
  if (passed < end + BLOCK || !isEndEmpty)
    throw new Refused('DAMAGED', null, 'its end is missing: it was cut off');
}
