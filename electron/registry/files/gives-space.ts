import { INLINE_BYTES } from '../../../shared/domain/sparse.ts';
import type { FileStamp } from './file-system.ts';

/** A file that takes less than this part of its size gives as good as nothing back. */
const LEAST_PART = 10;

/** Whether as good as nothing of a file is on the disk: a placeholder of a cloud drive, or a sparse file. */
export function isHollow({ size, allocated }: Pick<FileStamp, 'size' | 'allocated'>): boolean {
  return size > INLINE_BYTES && allocated * LEAST_PART < size;
}

/** Whether removing a file gives its space back: it has no other name, and takes some. */
export function givesSpace(stamp: Pick<FileStamp, 'size' | 'allocated' | 'links'>): boolean {
  return stamp.links === 1 && !isHollow(stamp);
}

/** The same in SQL, of file `f`; one behind a link frees nothing. */
export const GIVES_SPACE = `(f.links = 1 AND f.link = 0 AND NOT (f.size > ${INLINE_BYTES} AND f.allocated * ${LEAST_PART} < f.size))`;
