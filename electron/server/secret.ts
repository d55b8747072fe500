import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits. */
const BYTES = 32;

/** At least as long as {@link makeSecret} makes them, and short enough for a header. */
const SECRET = /^[\w-]{43,512}$/;

/** Whether a text can be the token of a server: as hard to guess as our own, if it was made at random. */
export function canBeToken(text: string): boolean {
  return SECRET.test(text);
}

/** A new secret that can stand in a URL and a header. */
export function makeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether two secrets are equal, in a time that tells nothing about where, or in length, they differ. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
