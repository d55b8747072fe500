/** What a query says, as items and the index have it. */

/** The type that a query means as items have it: `unknown` are those without one. */
export const writtenType = (type: string): string => (type === 'unknown' ? '' : type);

/** The fold that a query means as items have it: null is what all folds share. */
export const writtenFold = (fold: number | 'all'): number | null => (fold === 'all' ? null : fold);

/** The range of hashes that begin with some hex digits: all from `low` up to, not including, `high` (null: no end). */
export function hashRange(digits: string): { low: Uint8Array; high: Uint8Array | null } {
  const even = digits.length % 2 === 0 ? digits : `${digits}0`;
  const low = Buffer.from(even, 'hex');
  const step = digits.length % 2 === 0 ? 1 : 16;
  const high = Buffer.from(low);
  let carry = step;
  for (let place = high.length - 1; place >= 0 && carry > 0; place -= 1) {
    const sum = (high[place] ?? 0) + carry;
    high[place] = sum & 0xff;
    carry = sum >> 8;
  }
  return { low, high: carry > 0 ? null : high };
}

/** The hashes that a word of a text means by its first digits; null for a word that is no hash. */
export function hashesOfWord(word: string): ReturnType<typeof hashRange> | null {
  return /^[0-9a-f]{4,64}$/i.test(word) ? hashRange(word.toLowerCase()) : null;
}

/** A pattern for LIKE that fits what holds a word, with `\` as its escape. */
export function likePattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
