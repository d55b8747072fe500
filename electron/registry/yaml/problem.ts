import type { Unreadable, UnreadableCode } from '../../../shared/domain/manifest.ts';

/** Why a document can't be read; thrown inside this folder only, `readYaml` returns it as a value. */
export class YamlProblem extends Error {
  readonly code: UnreadableCode;
  /** Offset in the text, or null where there is no place to name. */
  readonly offset: number | null;

  constructor(code: UnreadableCode, message: string, offset: number | null) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

/** A place in a text; both count from 1, columns in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;

/** The line and column of an offset. Lines end where PyYAML ends them. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (const match of text.slice(0, offset).matchAll(LINE_BREAK)) {
    line++;
    lineStart = match.index + match[0].length;
  }
  let column = 1;
  for (const _character of text.slice(lineStart, offset)) column++;
  return { line, column };
}

/** A failure with its place, as the registry keeps it. */
export function unreadable(code: UnreadableCode, message: string, place: Place | null): Unreadable {
  return { code, line: place?.line ?? null, column: place?.column ?? null, message };
}

/** What the parser says (js-yaml, lower case and technical) and what it means to somebody who looks at the file. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [/tab character/, 'A tab stands where YAML wants spaces'],
  [/indentation|deficient/, 'This line is not indented like the one before it'],
  [
    /expected ':'|multiline key|whitespace character is expected after/,
    'This line should be "key: value", but its colon is missing or not followed by a space',
  ],
  [/within a (single|double) quoted/, 'A quotation mark is opened but never closed'],
  [
    /within a flow collection|missed comma|expected the node content/,
    'A list in [ ] or { } is not closed, or a comma is missing',
  ],
  [/escape|hexadecimal/, 'A backslash sequence in this quoted text is not valid'],
  [/non-printable|null byte|JSON character/, 'There is a character that a text file should not have'],
  [/alias|anchor/, 'A reference (* or &) is not valid here'],
  [/tag/, 'There is a type mark (!) that Stemma does not accept'],
  [/directive|YAML version/, 'A line that starts with % is not valid'],
  [
    /end of the stream or a document separator/,
    'Something follows that does not belong to the lines before it',
  ],
  [/single document|found more/, 'The file holds more than one document'],
];

/** A plain sentence for a parser's reason, which follows in parentheses. */
export function explained(reason: string): string {
  const sentence = EXPLANATIONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'This is not valid YAML';
  return `${sentence} (${reason}).`;
}
