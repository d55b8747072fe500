import { ORPCError } from '@orpc/client';
import type { z } from 'zod';
import { isErrorCode } from './error-codes.ts';
import type { ErrorCode, errors } from './errors.ts';

/** An error of the contract as a value: its code, and the data that its message needs. */
export type Failure = {
  [Code in ErrorCode]: { readonly code: Code; readonly data: z.infer<(typeof errors)[Code]['data']> };
}[ErrorCode];

/**
 * What a call ended with, where it is one of the contract's errors; null for a bug and for a call that was lost. Whoever
 * answers says `defined` only of errors whose data fits the contract's schema: oRPC parses it there.
 */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || !error.defined) return null;
  const code: string = error.code;
  return isErrorCode(code) ? { code, data: error.data } : null;
}

/** How oRPC begins the message of what it throws when a stream is asked for more after its channel closed; it has no name of its own. */
const CLOSED_QUEUE = '[AsyncIdQueue]';

/**
 * Whether a call ended without an answer, because its channel closed; it may be asked again. A call that was aborted
 * ends in the same way: a caller that aborts checks its own signal first.
 */
export function isLostCall(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.message.startsWith(CLOSED_QUEUE));
}
