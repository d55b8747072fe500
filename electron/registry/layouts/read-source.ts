import { readFound } from './files/manifest/read-found.ts';
import type { ReadSource } from './layout.ts';

/** Reads the sources of the layout that is read; apart from all else of it, for the thread that does nothing besides. */
export const readSource: ReadSource = readFound;
