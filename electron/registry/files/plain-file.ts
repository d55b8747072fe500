import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What is read at most where nothing else is said, in bytes: the largest manifest that is looked at. */
export const LARGEST_READ = 256 * 1024 * 1024;

/** Windows knows neither of the latter two, and has no pipes and terminals in folders. */
const TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** An error as those of the system are, for what it would let us do and we don't. */
function refused(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

/**
 * Opens a plain file for reading and returns its descriptor with its size in bytes. Without waiting: opening a pipe would wait for somebody to write
 * to it, for ever. Throws as `node:fs` does, and `EFTYPE` or `EISDIR` for what is no plain file.
 */
export function openPlainFile(path: string | Buffer): { readonly file: number; readonly size: number } {
  const file = openSync(path, TO_READ);
  let isPlain = false;
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) throw refused('EISDIR', `this is a folder, open '${String(path)}'`);
    if (!stats.isFile()) throw refused('EFTYPE', `this is no plain file, open '${String(path)}'`);
    isPlain = true;
    return { file, size: stats.size };
  } finally {
    if (!isPlain) closeSync(file);
  }
}

/** Reads into a buffer from where the file stands, until it is full or the file ends; returns how many bytes. */
function fill(file: number, buffer: Uint8Array): number {
  let filled = 0;
  while (filled < buffer.length) {
    const part = readSync(file, buffer, filled, buffer.length - filled, null);
    if (part === 0) break;
    filled += part;
  }
  return filled;
}

/**
 * Reads a plain file of at most `largest` bytes, and no more than the size that it states when it is opened: files of the kernel
 * state none and never end. The answer is a part of `room` where that is large enough: what is read next takes its place. Throws as
 * `node:fs` does, `EFTYPE` or `EISDIR` for what is no plain file, and `EFBIG`.
 */
export function readPlainFile(path: string | Buffer, largest: number, room?: Uint8Array): Uint8Array {
  const { file, size } = openPlainFile(path);
  try {
    if (size > largest)
      throw refused('EFBIG', `the file is larger than ${largest} bytes, read '${String(path)}'`);
    const buffer =
      room !== undefined && size <= room.length ? room.subarray(0, size) : Buffer.allocUnsafe(size);
    return buffer.subarray(0, fill(file, buffer));
  } finally {
    closeSync(file);
  }
}

/** Reads some bytes of a plain file from a place on; fewer at its end. Throws as {@link openPlainFile} does. */
export function readPlainPart(path: string | Buffer, position: number, length: number): Uint8Array {
  const { file } = openPlainFile(path);
  try {
    const buffer = new Uint8Array(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, position));
  } finally {
    closeSync(file);
  }
}
