import { Buffer } from 'node:buffer';

/** Some lines of a text; the first one counts from 1. */
export interface Excerpt {
  readonly firstLine: number;
  readonly text: string;
}

/** Lines before and after the one that can't be read. */
const AROUND = 3;

/** Longer lines are cut: one of a broken file may be all of it. */
const LONGEST = 400;

/** The lines around a place of a file, for people; null where it has no such line. Lines count from 1. */
export function excerptOf(bytes: Uint8Array, line: number | null): Excerpt | null {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  if (line === null || line < 1 || line > lines.length) return null;
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND).map((each) => each.slice(0, LONGEST));
  return { firstLine: first, text: shown.join('\n') };
}
