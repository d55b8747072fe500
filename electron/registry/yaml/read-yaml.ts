import { isAscii, isUtf8 } from 'node:buffer';

import type { Unreadable } from '../../../shared/domain/manifest.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { fail, ok } from '../../../shared/domain/result.ts';
import { GAVE_UP, readBlock } from './block-reader.ts';
import { readAllYaml } from './full-reader.ts';
import type { YamlLimits } from './limits.ts';
import { DEFAULT_LIMITS, nodesAtMost } from './limits.ts';
import { withNewlines } from './padded-text.ts';
import { isPrintableAscii } from './printable-ascii.ts';
import { YamlProblem, placeOf, unreadable } from './problem.ts';
import { isBreak } from './scalar-text.ts';
import { firstBadByte, placeOfByte } from './utf8.ts';

export { locate } from './locate.ts';
export type { YamlLimits } from './limits.ts';

/**
 * Reads a YAML document as PyYAML's `yaml.safe_load` reads a text file, which is what nirs4all does
 * (`pipeline/storage/manifest_manager.py`). Never throws. How values look in JavaScript: `plain-scalars.ts`
 * and `composer.ts`. Maps are plain objects whose keys are own properties, also `__proto__`; the value
 * null stands for an empty document with a marker (`---`).
 *
 * Errors: EMPTY for nothing but blanks and comments, ENCODING for bytes that are no UTF-8, SYNTAX for what
 * PyYAML raises on, TOO_LARGE beyond the limits.
 */
export function readYaml(
  bytes: Uint8Array,
  limits: YamlLimits = DEFAULT_LIMITS,
): Result<unknown, Unreadable> {
  if (bytes.length > limits.maxBytes) {
    return fail(
      unreadable(
        'TOO_LARGE',
        `The file has ${bytes.length} bytes; Stemma reads up to ${limits.maxBytes}.`,
        null,
      ),
    );
  }
  if (bytes.length === 0) return fail(unreadable('EMPTY', 'The file is empty.', null));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPlain = isAscii(buffer);
  if (!isPlain && !isUtf8(buffer)) return fail(badEncoding(buffer));
  const text = isPlain ? buffer.toString('latin1') : buffer.toString('utf8');

  const nodes = text.length > limits.maxNodesBeyondSubset ? nodesAtMost(text) : 0;
  if (nodes > limits.maxNodes) return fail(tooManyNodes(limits.maxNodes));
  const value = readBlock(text, limits, isPlain && isPrintableAscii(buffer));
  if (value !== GAVE_UP) return ok(value);
  if (isBlank(text))
    return fail(unreadable('EMPTY', 'The file holds no data, only blank lines or comments.', null));
  if (nodes > limits.maxNodesBeyondSubset) return fail(tooManyNodes(limits.maxNodesBeyondSubset));
  return readSlowly(text, limits);
}

/** {@link readYaml} without its fast reader: the same answers, for texts of any YAML. */
export function readSlowly(text: string, limits: YamlLimits = DEFAULT_LIMITS): Result<unknown, Unreadable> {
  const lines = withNewlines(text);
  try {
    return ok(readAllYaml(lines, limits));
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    return fail(
      unreadable(error.code, error.message, error.offset === null ? null : placeOf(lines, error.offset)),
    );
  }
}

/** Whether the text has nothing but blanks, line breaks and comments. */
function isBlank(text: string): boolean {
  let isComment = false;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || isBreak(code)) isComment = false;
    else if (code === 35) isComment = true;
    else if (code !== 32 && !isComment) return false;
  }
  return true;
}

function badEncoding(bytes: Buffer): Unreadable {
  const offset = firstBadByte(bytes);
  const hex = (bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  return unreadable(
    'ENCODING',
    `The file is not UTF-8 text: the byte ${hex} does not belong here.`,
    placeOfByte(bytes, offset),
  );
}

function tooManyNodes(most: number): Unreadable {
  return unreadable('TOO_LARGE', `The file has more than ${most} values, which Stemma does not read.`, null);
}
