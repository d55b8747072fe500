import { filesReader } from './files/files-reader.ts';
import { storeReader } from './store/store-reader.ts';
import { holderOf, type Reader, type ReadSource } from './layout.ts';

/** The readers of the layouts that are read; apart from all else of them, for the thread that does nothing besides. */
const READERS: readonly Reader[] = [filesReader, storeReader];

/** Reads a source in the way of its layout. */
export const readSource: ReadSource = (fs, path, found, nowNs, known) =>
  holderOf(READERS, found.path).read(fs, path, found, nowNs, known);
