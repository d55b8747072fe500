import {
  nodeFileSystem,
  type FileError,
  type FileSystem,
} from '../../electron/registry/files/file-system.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { fail, ok } from '../../shared/domain/result.ts';

/** What the file system does in place of a call; undefined leaves the call as it is. */
export type Bend = {
  readonly [Call in keyof FileSystem]?: (
    path: string,
    really: () => ReturnType<FileSystem[Call]>,
  ) => ReturnType<FileSystem[Call]> | undefined;
};

/** The real file system, bent by a test: each call goes to the bend first. */
export function bentFileSystem(bend: Bend): FileSystem {
  const { list, lstat, stat, read, readPartOf, realPath } = nodeFileSystem;
  return {
    list: (path) => bend.list?.(path, () => list(path)) ?? list(path),
    lstat: (path) => bend.lstat?.(path, () => lstat(path)) ?? lstat(path),
    stat: (path) => bend.stat?.(path, () => stat(path)) ?? stat(path),
    read: (path, ...how) => bend.read?.(path, () => read(path, ...how)) ?? read(path, ...how),
    readPartOf: (path, position, length) =>
      bend.readPartOf?.(path, () => readPartOf(path, position, length)) ?? readPartOf(path, position, length),
    realPath: (path) => bend.realPath?.(path, () => realPath(path)) ?? realPath(path),
  };
}

/** The real file system with some calls replaced. */
export function bent(calls: Partial<WritableFileSystem>): WritableFileSystem {
  return { ...writableNodeFileSystem, ...calls };
}

/** A call that fails as the system's own does. */
export function failing(code: string): { readonly ok: false; readonly error: FileError } {
  return fail({ code, message: `${code}: the test says so` });
}

/** The real file system where files are as old as their mtime says: of a copy nobody can make the ctime older than the copy. */
export const asOldAsSaid: WritableFileSystem = bent({
  lstat: (path) => aged(writableNodeFileSystem.lstat(path)),
  stat: (path) => aged(writableNodeFileSystem.stat(path)),
});

function aged(read: ReturnType<FileSystem['lstat']>): ReturnType<FileSystem['lstat']> {
  return read.ok ? ok({ ...read.value, ctimeNs: read.value.mtimeNs }) : read;
}
