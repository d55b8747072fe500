import { ARCHIVE_LIMITS } from '../../registry/files/archive/limits.ts';

/** What drops may take of this machine. Tests bend these. */
export interface DropLimits {
  /** Files that one drop may list. */
  readonly files: number;
  /** Bytes that all drops together may have staged. */
  readonly bytes: number;
  /** Space that is left free in any case, in bytes. */
  readonly reserveBytes: number;
  /** Bytes of one request: a file goes up in parts, so that no request lasts long, and one that breaks loses little. */
  readonly partBytes: number;
  /** Drops of one page at a time; one more makes the oldest go. */
  readonly ofPage: number;
  /** How long the drops of a page are kept whose connection broke, in milliseconds: it may come back and go on. */
  readonly keepMs: number;
}

const MEBIBYTE = 1024 * 1024;

/** See {@link DropLimits}. What is taken of archives is taken of folders. */
export const DROP_LIMITS: DropLimits = {
  files: ARCHIVE_LIMITS.entries,
  bytes: ARCHIVE_LIMITS.bytes,
  reserveBytes: 64 * MEBIBYTE,
  partBytes: 8 * MEBIBYTE,
  ofPage: 4,
  keepMs: 60_000,
};
