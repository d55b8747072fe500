/**
 * Control characters, lone surrogates, line and paragraph separators, and everything that is invisible or turns
 * the direction of text; but not variation selectors, which only choose between pictures of one sign.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\u{fe00}-\u{fe0f}])\p{Default_Ignorable_Code_Point}/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeOne(sign: string): string {
  const named = NAMED.get(sign);
  if (named !== undefined) return named;
  const digits = (sign.codePointAt(0) ?? 0).toString(16);
  return digits.length <= 2 ? `\\x${digits.padStart(2, '0')}` : `\\u{${digits}}`;
}

/**
 * Makes a text from a manifest or a file name safe to print in one line of a terminal: whatever could move the
 * cursor, start an escape sequence, reorder or hide text shows as `\x1b`, `\n`, `\u{202e}`. For reading only: a
 * backslash stays as it is, so the result can't be turned back.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSAFE, escapeOne);
}
