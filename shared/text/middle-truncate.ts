/** `_<hash>.<extension>`, the part of a stored file's name by which it is told apart. */
const HASH_END = /_(?:[0-9a-f]{12}|[0-9a-f]{6})\.[a-z]+$/;

/** Signs at the end of a name without a hash by which it is told apart. */
const OTHER_END = 10;

/** A name as the part that may be cut and the end that stays: its hash and extension, or its last signs. */
export function splitName(name: string): readonly [string, string] {
  const signs = Array.from(name);
  const end = HASH_END.exec(name)?.[0].length ?? Math.min(OTHER_END, Math.floor(signs.length / 2));
  return [signs.slice(0, signs.length - end).join(''), signs.slice(signs.length - end).join('')];
}

/**
 * Shortens a text to at most `max` characters by putting `…` in its middle. The end of a stored file's name, its
 * hash and extension, stays whole as long as there is room for it and for one sign of the front. Counts code
 * points, so no surrogate pair is split.
 */
export function middleTruncate(text: string, max: number): string {
  const signs = Array.from(text);
  if (signs.length <= max) return text;
  if (max <= 0) return '';
  const room = max - 1;
  const hashEnd = HASH_END.exec(text)?.[0].length ?? 0;
  const end = hashEnd > 0 && hashEnd < room ? Math.max(hashEnd, Math.floor(room / 2)) : Math.floor(room / 2);
  return `${signs.slice(0, room - end).join('')}…${signs.slice(signs.length - end).join('')}`;
}
