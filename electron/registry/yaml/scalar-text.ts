/**
 * The text of scalars that are quoted or run over several lines, by the folding rules of PyYAML's
 * `scanner.py`: a single line break is a space, further ones are kept; U+0085 breaks lines like `\n`,
 * U+2028 and U+2029 break them and are kept as they are.
 */

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const BACKSLASH = 92;

/** Whether a character ends a line for PyYAML, once `\r` is gone. */
export function isBreak(code: number): boolean {
  return code === NEWLINE || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function breakText(code: number): string {
  return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
}

/** Consumes line breaks and blanks from `at`, which is at a break; `folded` is what they stand for. */
function foldBreaks(
  text: string,
  at: number,
  end: number,
): { readonly next: number; readonly folded: string } {
  const first = text.charCodeAt(at);
  const rest = skipBreaks(text, at + 1, end);
  const isNewline = breakText(first) === '\n';
  return { next: rest.next, folded: isNewline ? rest.breaks || ' ' : breakText(first) + rest.breaks };
}

function skipBreaks(
  text: string,
  from: number,
  end: number,
): { readonly next: number; readonly breaks: string } {
  let at = from;
  let breaks = '';
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) breaks += breakText(code);
    else if (!isBlank(code)) break;
    at++;
  }
  return { next: at, breaks };
}

/** The text of a plain scalar, or of a single-quoted one whose doubled quotes are still there. */
export function foldLines(text: string, start: number, end: number): string {
  let result = '';
  let from = start;
  let contentEnd = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      const { next, folded } = foldBreaks(text, at, end);
      result += text.slice(from, contentEnd) + folded;
      at = from = contentEnd = next;
    } else {
      at++;
      if (!isBlank(code)) contentEnd = at;
    }
  }
  return result + text.slice(from, end);
}

/** The text between two single quotes. */
export function singleQuotedText(text: string, start: number, end: number): string {
  return foldLines(text, start, end).replaceAll("''", "'");
}

const ESCAPES = new Map<string, string>([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const HEX_DIGITS = new Map<string, number>([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const HEX = /^[0-9A-Fa-f]+$/;

/**
 * The text between two double quotes; null where PyYAML raises (an unknown escape, a code above U+10FFFF).
 * A lone surrogate that is written as an escape stays one, as in Python.
 */
export function doubleQuotedText(text: string, start: number, end: number): string | null {
  let result = '';
  let from = start;
  let contentEnd = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) {
      const escape = readEscape(text, at + 1, end);
      if (escape === null) return null;
      result += text.slice(from, at) + escape.text;
      at = from = contentEnd = escape.next;
    } else if (isBreak(code)) {
      const { next, folded } = foldBreaks(text, at, end);
      result += text.slice(from, contentEnd) + folded;
      at = from = contentEnd = next;
    } else {
      at++;
      if (!isBlank(code)) contentEnd = at;
    }
  }
  return result + text.slice(from, end);
}

function readEscape(
  text: string,
  at: number,
  end: number,
): { readonly text: string; readonly next: number } | null {
  const letter = text.charAt(at);
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) return { text: simple, next: at + 1 };
  const length = HEX_DIGITS.get(letter);
  if (length !== undefined) {
    const digits = text.slice(at + 1, at + 1 + length);
    const code = Number.parseInt(digits, 16);
    if (digits.length < length || at + 1 + length > end || !HEX.test(digits) || code > 0x10ffff) return null;
    return { text: String.fromCodePoint(code), next: at + 1 + length };
  }
  if (!isBreak(text.charCodeAt(at))) return null;
  const { next, breaks } = skipBreaks(text, at + 1, end);
  return { text: breaks, next };
}

/** How a block scalar ends: `|` keeps one line break, `|-` none, `|+` all. */
export type Chomping = 'clip' | 'strip' | 'keep';

/** The text of a block scalar whose lines start at `start` and are indented by `indent` spaces. */
export function blockText(
  text: string,
  start: number,
  end: number,
  indent: number,
  chomping: Chomping,
  isFolded: boolean,
): string {
  const parts: string[] = [];
  let at = start;
  let breaks: string[] = [];
  let lineBreak = '';
  const skipEmptyLines = (): number => {
    breaks = [];
    for (;;) {
      let column = 0;
      while (column < indent && at < end && text.charCodeAt(at) === SPACE) {
        at++;
        column++;
      }
      if (at >= end || !isBreak(text.charCodeAt(at))) return column;
      breaks.push(breakText(text.charCodeAt(at)));
      at++;
    }
  };
  let column = skipEmptyLines();
  while (column === indent && at < end) {
    for (const lineEnd of breaks) parts.push(lineEnd);
    const startsBlank = isBlank(text.charCodeAt(at));
    const from = at;
    while (at < end && !isBreak(text.charCodeAt(at))) at++;
    parts.push(text.slice(from, at));
    lineBreak = at < end ? breakText(text.charCodeAt(at)) : '';
    if (at < end) at++;
    column = skipEmptyLines();
    if (column !== indent || at >= end) break;
    if (isFolded && lineBreak === '\n' && !startsBlank && !isBlank(text.charCodeAt(at))) {
      if (breaks.length === 0) parts.push(' ');
    } else parts.push(lineBreak);
  }
  if (chomping !== 'strip') parts.push(lineBreak);
  if (chomping === 'keep') for (const lineEnd of breaks) parts.push(lineEnd);
  return parts.join('');
}
