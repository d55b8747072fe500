const NEWLINE = 10;
const SPACE = 32;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** Says that a text is beyond the reader of the block subset. */
export const GAVE_UP: unique symbol = Symbol('gave up');

/** What {@link giveUp} throws; made once, as it needs no stack. */
export const LEAVE = new Error('beyond the block subset');

/** Leaves the reader of the block subset at once; `readBlock` catches it. Once a document, so its cost is no matter. */
export function giveUp(): never {
  throw LEAVE;
}

/** A text line by line, with the little look-ahead that the block subset needs. */
export class BlockText {
  readonly #text: string;
  readonly #length: number;
  #next = 0;
  // The last search for a colon and for ` #`, so that a text without any is searched once and not line by line.
  #colonFrom = 0;
  #colon = -1;
  #hashFrom = 0;
  #hash = -1;
  /** Spaces before the current line's first character; -1 behind the last line. */
  indent = -1;
  /** Offset of the current line's first character that is no space. */
  start = 0;
  /** Offset of the current line's end, without its line break. */
  end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
  }

  get isAtEnd(): boolean {
    return this.indent === -1;
  }

  /** Goes to the next line; gives up on blank ones, which PyYAML writes inside scalars only. */
  advance(): void {
    if (this.#next >= this.#length) {
      this.indent = -1;
      return;
    }
    let at = this.#next;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    this.indent = at - this.#next;
    this.start = at;
    this.#endLine(at);
    if (this.end === at) giveUp();
  }

  /** Makes the rest of the current line a line of its own, as after `- `; returns its indent. */
  enter(at: number): number {
    this.indent += at - this.start;
    this.start = at;
    return this.indent;
  }

  /** Offset of the first colon on the line that ends a key (a space or the line's end follows); -1 if there is none. */
  colon(from: number): number {
    const { end } = this;
    let at = this.#anyColon(from);
    while (at + 1 < end && this.#text.charCodeAt(at + 1) !== SPACE) at = this.#anyColon(at + 1);
    return at < end ? at : -1;
  }

  /** Offset of the first ` #` from `from` on; the text's length if there is none. */
  hash(from: number): number {
    if (from < this.#hashFrom || from > this.#hash) {
      const at = this.#text.indexOf(' #', from);
      this.#hashFrom = from;
      this.#hash = at < 0 ? this.#length : at;
    }
    return this.#hash;
  }

  /** Offset of the single quote that closes the one at `open`, on whatever line. */
  singleQuoteEnd(open: number): number {
    let at = this.#text.indexOf("'", open + 1);
    while (at >= 0 && this.#text.charCodeAt(at + 1) === SINGLE_QUOTE) at = this.#text.indexOf("'", at + 2);
    return at < 0 ? giveUp() : at;
  }

  /** Offset of the double quote that closes the one at `open`, on whatever line. */
  doubleQuoteEnd(open: number): number {
    let at = this.#text.indexOf('"', open + 1);
    while (at >= 0) {
      let before = at - 1;
      while (before > open && this.#text.charCodeAt(before) === BACKSLASH) before--;
      if ((at - before) % 2 === 1) return at;
      at = this.#text.indexOf('"', at + 1);
    }
    return giveUp();
  }

  /** Goes to the line of the closing quote at `close`; gives up on lines that are not indented below their key. */
  skipQuotedLines(close: number, indent: number): void {
    while (this.end < close) {
      let at = this.#next;
      while (this.#text.charCodeAt(at) === SPACE) at++;
      if (this.#text.charCodeAt(at) !== NEWLINE && at - this.#next <= indent) giveUp();
      this.start = at;
      this.#endLine(at);
    }
  }

  /** Offset of the first colon from `from` on; the text's length if there is none. */
  #anyColon(from: number): number {
    if (from < this.#colonFrom || from > this.#colon) {
      const at = this.#text.indexOf(':', from);
      this.#colonFrom = from;
      this.#colon = at < 0 ? this.#length : at;
    }
    return this.#colon;
  }

  #endLine(from: number): void {
    const newline = this.#text.indexOf('\n', from);
    this.end = newline < 0 ? this.#length : newline;
    this.#next = this.end + 1;
  }
}
