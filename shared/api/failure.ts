import { ORPCError } from '@orpc/client';
import type { z } from 'zod';
import { errors, type ErrorCode } from './errors.ts';

/** An error of the contract as a value: its code, and the data that its message needs. */
export type Failure = {
  [Code in ErrorCode]: { readonly code: Code; readonly data: z.infer<(typeof errors)[Code]['data']> };
}[ErrorCode];

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}

/** What a call ended with, where it is one of the contract's errors; null for a bug and for a call that was lost. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || !error.defined) return null;
  const code: string = error.code;
  if (!isErrorCode(code)) return null;
  const data = errors[code].data.safeParse(error.data);
  return data.success ? ({ code, data: data.data } as Failure) : null;
}

/** How oRPC begins the message of what it throws when a stream is asked for more after its channel closed; it has no name of its own. */
const CLOSED_QUEUE = '[AsyncIdQueue]';

/**
 * Whether a call ended without an answer, because its channel closed; it may be asked again. A call that was aborted
 * ends alike, so who aborts asks their signal first.
 */
export function isLostCall(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.message.startsWith(CLOSED_QUEUE));
}
