import type { GlobalOptions } from '../options/globals.ts';
import { shellWord } from '../output/shell-word.ts';

/** A command that one may want next, as it can be typed: with the workspace that this one was told. */
export function nextCommand({ workspace }: GlobalOptions, ...words: readonly string[]): string {
  const named = workspace?.at(-1);
  const all = ['stemma', ...words, ...(named === undefined ? [] : ['-w', named])];
  return all.map(shellWord).join(' ');
}
