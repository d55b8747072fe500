import type { Reader } from '../layout.ts';
import { readFound } from './manifest/read-found.ts';

/** Reads manifests. Copies of them may lie anywhere, so that whatever no other layout holds is of this one. */
export const filesReader: Reader = { holds: () => true, read: readFound };
