/** More than any nesting within the depth limit is usually indented. */
const PADDING = 256;
const MOST_PADS = 50;
/** Each pad means another parse. */
const LONGEST_PADDED_TEXT = 1 << 20;
const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;

/** A text's line breaks as Python's text files have them, without the byte order mark at the start. */
export function withNewlines(source: string): string {
  return (source.startsWith('\ufeff') ? source.slice(1) : source).replace(/\r\n?/g, '\n');
}

/**
 * A text for js-yaml, which wants blanks in two places where PyYAML wants none: before the lines inside quotes,
 * `[ ]` and `{ }` (PyYAML ignores their indentation), and before a comment after such. Blanks that are
 * added there change no value, so they are added where js-yaml complains.
 */
export class PaddedText {
  #text: string;
  #skeleton: string;
  readonly #pads: { readonly at: number; readonly length: number }[] = [];

  /** `text` has been through {@link withNewlines}. */
  constructor(text: string) {
    this.#text = text;
    this.#skeleton = skeletonOf(text);
  }

  get text(): string {
    return this.#text;
  }

  /** The text with `\n` for the line breaks that js-yaml doesn't know: U+0085, U+2028, U+2029. */
  get skeleton(): string {
    return this.#skeleton;
  }

  /** Adds blanks where js-yaml has stopped for `reason`; false where none would help. */
  padAt(offset: number, reason: string): boolean {
    const last = this.#pads.at(-1);
    if (this.#pads.length >= MOST_PADS || this.#text.length > LONGEST_PADDED_TEXT) return false;
    if (reason === 'deficient indentation') {
      const lineStart = this.#skeleton.lastIndexOf('\n', offset - 1) + 1;
      if (
        DOCUMENT_MARK.test(this.#skeleton.slice(lineStart, lineStart + 4)) ||
        (last !== undefined && lineStart <= last.at)
      )
        return false;
      this.#pad(lineStart, PADDING);
      return true;
    }
    if (this.#text.charAt(offset) !== '#' || !`'"]}`.includes(this.#text.charAt(offset - 1))) return false;
    this.#pad(offset, 1);
    return true;
  }

  /** The offset in the text without added blanks. */
  originalOffset(offset: number): number {
    let original = offset;
    for (const { at, length } of this.#pads) if (at < offset) original -= Math.min(length, offset - at);
    return original;
  }

  #pad(at: number, length: number): void {
    this.#text = `${this.#text.slice(0, at)}${' '.repeat(length)}${this.#text.slice(at)}`;
    this.#skeleton = skeletonOf(this.#text);
    this.#pads.push({ at, length });
  }
}

function skeletonOf(text: string): string {
  return text.replace(/[\x85\u2028\u2029]/g, '\n');
}
