/** Up to this size a file may lie in its inode, so that no block of the disk is its own; in bytes. */
export const INLINE_BYTES = 4096;

/**
 * Whether what a file takes on the disk is so much less than its size that one should know.
 *
 * @param size bytes
 * @param disk bytes of its own blocks
 */
export function isSparse(size: number, disk: number): boolean {
  return size > INLINE_BYTES && disk < size / 2;
}
