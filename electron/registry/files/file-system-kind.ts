import { platform } from 'node:os';
import type { WritableFileSystem } from './writable-file-system.ts';

/** What is known of the file system of a workspace before anything is written to it. */
export interface FileSystemKind {
  /** False where files can't have a second name: moving is `rename` then. Where nobody knows, trying tells. */
  readonly links: boolean;
  /** Whether it keeps the order of changes over a power cut: a local file system with a journal. */
  readonly survivesPowerCut: boolean;
}

/** Numbers of statfs(2) of Linux (linux/magic.h) for local file systems with a journal, or that copy on write. */
const JOURNALING: ReadonlySet<number> = new Set([
  0xef53, // ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0x2fc12fc1, // ZFS
  0xf2f52010, // F2FS
  0x7366746e, // NTFS
  0x794c7630, // overlayfs, over one of these
  0xca451a4e, // bcachefs
]);

/** File systems without hard links: FAT and exFAT, on memory sticks and cameras' cards. */
const WITHOUT_LINKS: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0]);

/**
 * Tells by the number that the system gives. macOS and Windows have no such numbers to go by: there a path on a server
 * (two backslashes) is told, and anything else is taken for a local disk as the system formats it.
 */
export function fileSystemKind(fs: WritableFileSystem, root: string): FileSystemKind {
  if (platform() !== 'linux') return { links: true, survivesPowerCut: !root.startsWith('\\\\') };
  const type = fs.fileSystemType(root);
  if (!type.ok) return { links: true, survivesPowerCut: false };
  return { links: !WITHOUT_LINKS.has(type.value), survivesPowerCut: JOURNALING.has(type.value) };
}
