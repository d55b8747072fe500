import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  statfsSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import type { Result } from '../../../shared/domain/result.ts';
import { attempt, nodeFileSystem, type FileError, type FileSystem } from './file-system.ts';
import { mountPoints } from './mounts.ts';
import { fileTakesAfter, folderTakesAfter } from './take-after.ts';
import { openPlainFile } from './plain-file.ts';

/** The number by which the system knows an open file. */
export type Descriptor = number;

/** The outcome of a call that only does something. */
export type Done = Result<void, FileError>;

/**
 * The calls that change a workspace, apart from those that look at it, so that a scan can't write by its types. Each is one
 * call of the system and no more: tests crash the program between any two, and make each of them fail.
 */
export interface WritableFileSystem extends FileSystem {
  /** A second name for a file; fails with `EEXIST` where the name is taken. Never replaces anything. */
  link(from: string, to: string): Done;
  unlink(path: string): Done;
  /** Replaces what is at `to`, silently: only for names that are known to be ours. */
  rename(from: string, to: string): Done;
  /** One folder; fails with `EEXIST` where something is there. */
  makeFolder(path: string): Done;
  /** An empty folder. */
  removeFolder(path: string): Done;
  /** Opens a file that must not be there yet, for writing. */
  create(path: string): Result<Descriptor, FileError>;
  /** Opens a plain file for reading; without waiting, and fails as {@link FileSystem.read} does for anything else. */
  open(path: string): Result<Descriptor, FileError>;
  /** Writes some of the bytes, from the first; returns how many. */
  write(file: Descriptor, bytes: Uint8Array): Result<number, FileError>;
  /** Reads into `buffer` from a place in the file; returns how many bytes, 0 at the end. */
  readPart(file: Descriptor, buffer: Uint8Array, position: number): Result<number, FileError>;
  /** Waits until what was written is on the disk. */
  sync(file: Descriptor): Done;
  close(file: Descriptor): Done;
  /** Waits until the bytes of a file are on the disk, whoever wrote them. */
  syncFile(path: string): Done;
  /** The same for the entries of a folder; does nothing on systems that can't (Windows). */
  syncFolder(path: string): Done;
  /** Sets the time of a file to one in milliseconds since 1970. */
  touch(path: string, timeMs: number): Done;
  /** Gives a file that was just made the group and mode of its folder, as far as we may. */
  fileTakesAfter(file: Descriptor, folder: string): Done;
  /** The same for a folder, and the one that it lies in. */
  folderTakesAfter(path: string, folder: string): Done;
  /** Whether a file belongs to who runs this program, links not followed; true where the system knows no owners. */
  isOwn(path: string): Result<boolean, FileError>;
  /** How many more files the file system of a path has room for; null where it does not count them. */
  freeFiles(path: string): Result<number | null, FileError>;
  /** How many bytes the file system of a path has free for who runs this program. */
  freeBytes(path: string): Result<number, FileError>;
  /** The mount points that this program sees; none where the system does not say. */
  mountPoints(): readonly string[];
  /** The number that statfs(2) has for the file system of a path; 0 where the system has none. */
  fileSystemType(path: string): Result<number, FileError>;
}

function syncFile(path: string): void {
  // Windows lets only those wait for a file who may write it.
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncFile(path);
}

/** The real file system, to be written. */
export const writableNodeFileSystem: WritableFileSystem = {
  ...nodeFileSystem,
  link: (from, to) => attempt(() => linkSync(from, to)),
  unlink: (path) => attempt(() => unlinkSync(path)),
  rename: (from, to) => attempt(() => renameSync(from, to)),
  makeFolder: (path) => attempt(() => mkdirSync(path)),
  removeFolder: (path) => attempt(() => rmdirSync(path)),
  create: (path) => attempt(() => openSync(path, 'wx')),
  open: (path) => attempt(() => openPlainFile(path).file),
  write: (file, bytes) => attempt(() => writeSync(file, bytes)),
  readPart: (file, buffer, position) => attempt(() => readSync(file, buffer, 0, buffer.length, position)),
  sync: (file) => attempt(() => fsyncSync(file)),
  close: (file) => attempt(() => closeSync(file)),
  syncFile: (path) => attempt(() => syncFile(path)),
  syncFolder: (path) => attempt(() => syncFolder(path)),
  touch: (path, timeMs) => attempt(() => utimesSync(path, timeMs / 1000, timeMs / 1000)),
  fileTakesAfter: (file, folder) => attempt(() => fileTakesAfter(file, folder)),
  folderTakesAfter: (path, folder) => attempt(() => folderTakesAfter(path, folder)),
  isOwn: (path) => attempt(() => process.geteuid === undefined || lstatSync(path).uid === process.geteuid()),
  freeFiles: (path) =>
    attempt(() => {
      const { files, ffree } = statfsSync(path);
      return files === 0 ? null : ffree;
    }),
  freeBytes: (path) =>
    attempt(() => {
      const { bavail, bsize } = statfsSync(path);
      return bavail * bsize;
    }),
  mountPoints,
  fileSystemType: (path) => attempt(() => statfsSync(path).type >>> 0),
};
