import { plainWords } from '../registry/files/plain-words.ts';

/** What the system says of a call that failed. Anything else that was thrown is a bug, and is thrown on. */
export function systemError(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error) {
    return { code: error.code, message: plainWords({ code: error.code, message: error.message }) };
  }
  throw error;
}
