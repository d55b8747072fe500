import type { Result } from '../../shared/domain/result.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Failure } from './failure.ts';
import type { Page } from './output/page.ts';

/** A piece of output. */
export type Chunk = string | Uint8Array;

/** What a command answers, once for programs and once for people. */
export interface Answer {
  /** The one JSON document, in pieces where it can be long; without it `json` text is made of `document`. */
  readonly document: unknown;
  /** For people: text that ends with a line break. */
  readonly text: (page: Page) => string;
  /** What people should know besides; goes to stderr, also with `--json`. Not yet escaped. */
  readonly warnings?: readonly string[];
  /** How the process ends; 0 unless work was cancelled on the way. */
  readonly exit?: ExitCode;
}

/** Output of unknown length, written piece by piece in constant memory. */
export interface Stream {
  /** Runs once. A failure found on the way ends the command with it. */
  readonly chunks: (page: Page) => Generator<Chunk, Failure | null>;
  readonly warnings?: readonly string[];
}

/** What a command gives back. */
export type Outcome = Result<Answer | Stream, Failure>;
