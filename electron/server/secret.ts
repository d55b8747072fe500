import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits. */
const BYTES = 32;

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
