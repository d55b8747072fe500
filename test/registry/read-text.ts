import { readManifest } from '../../electron/registry/layouts/files/manifest/read-manifest.ts';

export function read(text: string | Uint8Array, isPrimary = true) {
  return readManifest(typeof text === 'string' ? Buffer.from(text) : text, isPrimary);
}

/** Why a text is unreadable; fails when it isn't. */
export function problemOf(text: string | Uint8Array, isPrimary = true) {
  const result = read(text, isPrimary);
  if (result.ok) throw new Error(`read as ${result.value.kind}`);
  return result.error;
}

/** The line, counted from 1, that holds a text. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
