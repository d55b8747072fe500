import type { CleanErrorCode } from '../registry/change/clean-error.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Why a command did not do what it was asked; part of the contract of `--json`. */
export type FailureCode =
  /** Why cleaning up, or undoing it, was refused; `NOT_FOUND` and `CANNOT_WRITE` are among them. */
  | CleanErrorCode
  /** An option or argument that can't be right. */
  | 'USAGE'
  /** A name that means several things where one is needed. */
  | 'AMBIGUOUS'
  | 'BAD_CHAIN'
  | 'NO_SUCH_FOLDER'
  | 'NOT_A_WORKSPACE'
  /** A store alone, which Stemma does not read yet. */
  | 'STORE_NOT_READ'
  /** A record is there, its file is not. */
  | 'FILE_MISSING'
  | 'CYCLE'
  | 'HASH_MISMATCH'
  /** A link leads out of the workspace. */
  | 'OUTSIDE'
  | 'FILE_EXISTS'
  /** Why nothing was registered. */
  | 'ID_EXISTS'
  | 'SOURCES_MISSING'
  | 'CANNOT_REGISTER'
  | 'CANNOT_READ'
  /** The port is somebody else's. */
  | 'CANNOT_LISTEN'
  /** The desktop app does not run here. */
  | 'CANNOT_START'
  | 'INTERRUPTED'
  | 'BUG';

/** An expected failure: what happened, to what, and what one can do. */
export interface Failure {
  readonly code: FailureCode;
  /** One or more sentences; strings of the workspace in it are not yet escaped. */
  readonly message: string;
  /** Further keys of the error document. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Lines below the message for people; escaped already. */
  readonly lines?: readonly string[];
}

/** The exit code of each failure, as the contract of the command line has them. */
export function exitCodeOf(code: FailureCode): ExitCode {
  switch (code) {
    case 'HASH_MISMATCH':
      return EXIT.damage;
    case 'USAGE':
    case 'AMBIGUOUS':
    case 'BAD_CHAIN':
      return EXIT.usage;
    case 'OUTSIDE':
    case 'FILE_EXISTS':
    case 'ID_EXISTS':
    case 'SOURCES_MISSING':
    case 'CANNOT_REGISTER':
    case 'CANNOT_READ':
    case 'CANNOT_WRITE':
    case 'CANNOT_LISTEN':
    case 'CANNOT_START':
    case 'LOCKED':
    case 'INTERRUPTED_WORK':
    case 'DAMAGED_BATCH':
    case 'UNREADABLE':
    case 'MAY_BE_RUNNING':
    case 'BREAKS':
    case 'NO_MANIFESTS':
    case 'NOT_CONFIRMED':
    case 'NOT_MOVABLE':
    case 'LIBRARY_ALONE':
    case 'NOT_DECIDABLE':
    case 'READ_ONLY':
    case 'NO_SPACE':
    case 'INDEX_BUSY':
    case 'STORE_NOT_READ':
      return EXIT.refused;
    case 'NO_SUCH_FOLDER':
    case 'NOT_A_WORKSPACE':
    case 'NOT_FOUND':
    case 'FILE_MISSING':
      return EXIT.notFound;
    case 'CYCLE':
      return EXIT.cycle;
    case 'INTERRUPTED':
      return EXIT.interrupted;
    case 'BUG':
      return EXIT.bug;
  }
}
