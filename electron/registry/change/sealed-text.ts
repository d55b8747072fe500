import { createHash } from 'node:crypto';

const FORMAT = 'stemma-1';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A text with its checksum in front, so that one that was cut off or changed is told from what we wrote. */
export function seal(text: string): Uint8Array {
  return Buffer.from(`${FORMAT} ${sha256(text)}\n${text}\n`);
}

/** The text that {@link seal} was given, or null where that is not what the bytes say. */
export function unseal(bytes: Uint8Array): string | null {
  const all = Buffer.from(bytes).toString('utf8');
  const end = all.indexOf('\n');
  const text = all.slice(end + 1, -1);
  return all.slice(0, end) === `${FORMAT} ${sha256(text)}` && all.endsWith('\n') ? text : null;
}
