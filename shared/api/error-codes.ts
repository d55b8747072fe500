import type { ErrorCode } from './errors.ts';

/** One entry for each code, so that the compiler names one that is missing. */
const codes: Readonly<Record<ErrorCode, true>> = {
  BUSY: true,
  LOCKED: true,
  INTERRUPTED_WORK: true,
  UNREADABLE: true,
  MAY_BE_RUNNING: true,
  BREAKS: true,
  NO_MANIFESTS: true,
  NOT_CONFIRMED: true,
  NOT_MOVABLE: true,
  LIBRARY_ALONE: true,
  NOT_DECIDABLE: true,
  NO_SPACE: true,
  CANNOT_WRITE: true,
  INDEX_BUSY: true,
  WORK_STOPPED: true,
  NO_SUCH_WORKSPACE: true,
  NOT_READY: true,
  SCAN_FAILED: true,
  READ_ONLY: true,
  NO_SUCH_FOLDER: true,
  NOT_A_WORKSPACE: true,
  NOT_HERE: true,
  NOT_FOUND: true,
  CANNOT_READ: true,
  UNKNOWN: true,
};

/** Whether a text is one of the contract's codes; the page knows them without the schemas, which weigh a lot. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(codes, code);
}
