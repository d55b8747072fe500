import { InvalidArgumentError } from 'commander';
import { parseBranchPath } from '../../../shared/format/branch-path.ts';
import { searchTerms } from '../../../shared/search/search-terms.ts';
import { misreadingText } from '../../../shared/search/term-text.ts';
import { parseDuration } from '../../../shared/text/duration.ts';

/** Readers of options' values. They fail as commander wants it, with a sentence that follows what was given. */

/** A grace period in milliseconds. */
export function duration(text: string): number {
  const read = parseDuration(text);
  if (!read.ok) throw new InvalidArgumentError(read.error);
  return read.value;
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least)) throw new InvalidArgumentError(`Give a whole number from ${least}.`);
    return number;
  };
}

/** A TCP port; 0 takes a free one. */
export function port(text: string): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= 65_535)) throw new InvalidArgumentError('Give a port from 0 to 65535; 0 takes a free one.');
  return number;
}

/** A fold's number, or `all`. */
export function fold(text: string): number | 'all' {
  if (text === 'all') return 'all';
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 0, or all.');
  return Number(text);
}

/** A branch path; the empty text is the trunk. */
export function branch(text: string): number[] {
  const path = parseBranchPath(text);
  if (path === null)
    throw new InvalidArgumentError("Give numbers joined by dots, such as 0 or 0.1, or '' for the trunk.");
  return path;
}

/** The first digits of a content hash, in lower case. */
export function hashPrefix(text: string): string {
  const digits = /^(?:sha256:)?([0-9a-f]{1,64})$/i.exec(text)?.[1];
  if (digits === undefined) throw new InvalidArgumentError('Give 1 to 64 hex digits.');
  return digits.toLowerCase();
}

/** A text to search for, each piece of which can be understood. */
export function searchText(text: string): string {
  for (const { misreading } of searchTerms(text))
    if (misreading !== null) throw new InvalidArgumentError(`${misreadingText(misreading)}.`);
  return text;
}

/** One of a closed set of words. */
export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new InvalidArgumentError(`Give one of ${words.join(', ')}.`);
    return word;
  };
}

/** An option that may be given several times: its values in their order. */
export function several<Value>(
  read: (text: string) => Value,
): (text: string, before: Value[] | undefined) => Value[] {
  return (text, before) => [...(before ?? []), read(text)];
}
