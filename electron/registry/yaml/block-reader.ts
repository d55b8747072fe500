import { BlockText, GAVE_UP, LEAVE, giveUp } from './block-text.ts';
import { BlockKeys } from './block-keys.ts';
import type { YamlLimits } from './limits.ts';
import { REFUSED, constantOf, resolveNumeric, resolvePlain } from './plain-scalars.ts';
import { doubleQuotedText, foldLines, singleQuotedText } from './scalar-text.ts';
import type { UsualMap } from './usual-maps.ts';

export { GAVE_UP } from './block-text.ts';

/** What of the limits the block reader heeds. */
export type BlockLimits = Pick<YamlLimits, 'maxDepth' | 'usualMaps'>;

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

// What a plain scalar can be, by its first character. Letters that start no constant need no look-up.
const NO_PLAIN = 0;
const TEXT = 1;
const WORD = 2;
const NUMERIC = 3;
const FIRST = new Uint8Array(128);
for (let code = 33; code < 127; code++) FIRST[code] = TEXT;
for (const character of 'yYnNtTfFoO~<=') FIRST[character.charCodeAt(0)] = WORD;
for (const character of '0123456789+-.') FIRST[character.charCodeAt(0)] = NUMERIC;
for (const character of '?:,[]{}#&*!|>\'"%@`') FIRST[character.charCodeAt(0)] = NO_PLAIN;

/**
 * Reads the block subset of YAML that PyYAML's dumper writes, several times as fast as a reader of all
 * YAML: block maps and sequences, `? key` with a scalar, plain and quoted scalars (also over several
 * lines), `[]` and `{}`. Returns {@link GAVE_UP} on everything else, and on all that PyYAML refuses or
 * that it might read otherwise; whoever calls then asks the reader of all YAML.
 *
 * What PyYAML writes: `yaml.dump(..., default_flow_style=False, sort_keys=False)`, nirs4all's
 * `pipeline/storage/manifest_manager.py`.
 *
 * @param isPrintable whether the text is known to hold nothing but printable ASCII and `\n`
 */
export function readBlock(text: string, limits: BlockLimits, isPrintable = false): unknown {
  if (!isPrintable && OUTSIDE_SUBSET.test(text)) return GAVE_UP;
  try {
    return new BlockReader(text, limits).read();
  } catch (reason) {
    if (reason === LEAVE) return GAVE_UP;
    throw reason;
  }
}

/** Tabs, `\r`, other control characters, byte order marks, and line breaks that are no `\n`. Surrogates come in pairs. */
const OUTSIDE_SUBSET = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd]/;

class BlockReader {
  readonly #lines: BlockText;
  readonly #keys = new BlockKeys();
  readonly #text: string;
  /** Whether the text has any `#`: only then can it have comments. */
  readonly #hasHash: boolean;
  #depthLeft: number;
  readonly #usualMaps: readonly UsualMap[];
  /** Values of the usual maps that are being read, each behind those of the map that it stands in. */
  readonly #values: unknown[] = [];
  #valuesEnd = 0;

  constructor(text: string, { maxDepth, usualMaps }: BlockLimits) {
    this.#lines = new BlockText(text);
    this.#text = text;
    this.#hasHash = text.includes('#');
    this.#depthLeft = maxDepth;
    this.#usualMaps = usualMaps;
  }

  read(): unknown {
    const lines = this.#lines;
    lines.advance();
    if (lines.indent !== 0) giveUp();
    const value = this.#isEntry(lines.start) ? this.#sequence(lines.indent) : this.#map(lines.indent);
    if (!lines.isAtEnd) giveUp();
    return value;
  }

  /** Whether `- ` starts at `at`. */
  #isEntry(at: number): boolean {
    return this.#text.charCodeAt(at) === DASH && this.#text.charCodeAt(at + 1) === SPACE;
  }

  #map(indent: number): Record<string, unknown> {
    if (--this.#depthLeft < 0) giveUp();
    const lines = this.#lines;
    const text = this.#text;
    const usual = this.#usualAt(lines.start, lines.end);
    const map = usual === null ? {} : this.#usualMap(usual, indent);
    let isEmpty = usual === null;
    let previous = this.#keys.root;
    while (lines.indent === indent) {
      const start = lines.start;
      if (text.charCodeAt(start) === QUESTION && text.charCodeAt(start + 1) === SPACE) {
        this.#complexEntry(map, indent);
        isEmpty = false;
        continue;
      }
      let name = previous.next;
      let colon: number;
      if (name !== null && this.#isKeyAt(name.source, start, lines.end)) colon = start + name.length;
      else {
        colon = this.#keyEnd(start);
        name = this.#keys.named(text, start, colon);
        previous.next = name;
      }
      // The look-up is much cheaper than `hasOwn`, and finds too much only for names that all objects have.
      if (!isEmpty && map[name.property] !== undefined && Object.hasOwn(map, name.property)) giveUp();
      isEmpty = false;
      previous = name;
      map[name.property] =
        colon + 1 === lines.end ? this.#valueBelow(indent) : this.#valueBeside(colon + 2, indent);
    }
    if (lines.indent > indent) giveUp();
    this.#depthLeft++;
    return map;
  }

  /** The usual map that begins at `start`; null where none does. */
  #usualAt(start: number, end: number): UsualMap | null {
    const first = this.#text.charCodeAt(start);
    for (const usual of this.#usualMaps)
      if (usual.first === first && this.#isKeyAt(usual.keys[0] ?? '', start, end)) return usual;
    return null;
  }

  /** A usual map, or as far as it is one: then the reader stands at the key that is none of it. */
  #usualMap({ keys, build }: UsualMap, indent: number): Record<string, unknown> {
    const lines = this.#lines;
    const values = this.#values;
    const first = this.#valuesEnd;
    this.#valuesEnd = first + keys.length;
    let count = 0;
    for (; count < keys.length && lines.indent === indent; count++) {
      const { start, end } = lines;
      const key = keys[count] ?? '';
      if (!this.#isKeyAt(key, start, end)) break;
      const colon = start + key.length;
      values[first + count] =
        colon + 1 === end ? this.#valueBelow(indent) : this.#valueBeside(colon + 2, indent);
    }
    this.#valuesEnd = first;
    if (count === keys.length) return build(values, first);
    const map: Record<string, unknown> = {};
    for (let place = 0; place < count; place++) map[keys[place] ?? ''] = values[first + place];
    return map;
  }

  /** Whether the key that followed last time follows again, which is nearly always so. */
  #isKeyAt(key: string, start: number, end: number): boolean {
    const after = start + key.length;
    if (after >= end || this.#text.charCodeAt(after) !== COLON || !this.#text.startsWith(key, start))
      return false;
    return after + 1 === end || this.#text.charCodeAt(after + 1) === SPACE;
  }

  /** Where the key at `start` ends with a colon; gives up where the line has no key. */
  #keyEnd(start: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start);
    let colon: number;
    if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) {
      colon =
        (first === SINGLE_QUOTE ? this.#lines.singleQuoteEnd(start) : this.#lines.doubleQuoteEnd(start)) + 1;
      if (colon >= this.#lines.end || text.charCodeAt(colon) !== COLON) giveUp();
      if (colon + 1 < this.#lines.end && text.charCodeAt(colon + 1) !== SPACE) giveUp();
    } else {
      if (!this.#canStartPlain(start) || text.startsWith('---', start) || text.startsWith('...', start))
        giveUp();
      colon = this.#lines.colon(start);
      if (colon < 0 || text.charCodeAt(colon - 1) === SPACE) giveUp();
      if (this.#hasHash && this.#hasComment(start, colon)) giveUp();
    }
    return colon;
  }

  #canStartPlain(at: number): boolean {
    const first = this.#text.charCodeAt(at);
    if (first >= 128) return true;
    if (first === DASH) return at + 1 < this.#lines.end && this.#text.charCodeAt(at + 1) !== SPACE;
    return FIRST[first] !== NO_PLAIN;
  }

  #hasComment(start: number, end: number): boolean {
    if (this.#text.charCodeAt(start) === HASH) return true;
    const hash = this.#lines.hash(start);
    return hash < end;
  }

  /** `? key` and, on the line after it, `: value`. */
  #complexEntry(map: Record<string, unknown>, indent: number): void {
    const lines = this.#lines;
    const text = this.#text;
    const key = this.#scalar(lines.start + 2, indent);
    const property =
      typeof key === 'string' || (typeof key === 'number' && Number.isSafeInteger(key))
        ? String(key)
        : giveUp();
    if (property === '__proto__' || Object.hasOwn(map, property)) giveUp();
    if (
      lines.indent !== indent ||
      text.charCodeAt(lines.start) !== COLON ||
      text.charCodeAt(lines.start + 1) !== SPACE
    )
      giveUp();
    map[property] = this.#compactValue(lines.start + 2, indent);
  }

  /** The value on the lines below `key:`, if there is one. */
  #valueBelow(indent: number): unknown {
    const lines = this.#lines;
    lines.advance();
    if (lines.indent < indent) return null;
    if (this.#isEntry(lines.start)) return this.#sequence(lines.indent);
    return lines.indent > indent ? this.#map(lines.indent) : null;
  }

  /** The value on the line of its key. */
  #valueBeside(at: number, indent: number): unknown {
    const first = this.#text.charCodeAt(at);
    if (first === DASH && this.#isEntry(at)) giveUp();
    return this.#scalar(at, indent);
  }

  #sequence(indent: number): unknown[] {
    if (--this.#depthLeft < 0) giveUp();
    const lines = this.#lines;
    const items = emptyList();
    while (lines.indent === indent && this.#isEntry(lines.start))
      items.push(this.#compactValue(lines.start + 2, indent));
    if (lines.indent > indent) giveUp();
    this.#depthLeft++;
    return items;
  }

  /** What follows `- ` or `: `, where a collection may start on the same line. */
  #compactValue(at: number, indent: number): unknown {
    const lines = this.#lines;
    const text = this.#text;
    const first = text.charCodeAt(at);
    if (first === DASH && this.#isEntry(at)) return this.#sequence(lines.enter(at));
    if (first === QUESTION && text.charCodeAt(at + 1) === SPACE) return this.#map(lines.enter(at));
    if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) {
      const close = first === SINGLE_QUOTE ? lines.singleQuoteEnd(at) : lines.doubleQuoteEnd(at);
      if (close < lines.end && text.charCodeAt(close + 1) === COLON) return this.#map(lines.enter(at));
    } else if (lines.colon(at) >= 0) return this.#map(lines.enter(at));
    return this.#scalar(at, indent);
  }

  /** A scalar, or an empty collection, that starts at `at`; leaves the reader on the line after it. */
  #scalar(at: number, indent: number): unknown {
    const text = this.#text;
    const first = text.charCodeAt(at);
    if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) return this.#quoted(at, indent, first);
    if (first === OPEN_BRACKET || first === OPEN_BRACE) return this.#emptyCollection(at, indent, first);
    if (at >= this.#lines.end || !this.#canStartPlain(at)) giveUp();
    return this.#plain(at, indent, first);
  }

  #emptyCollection(at: number, indent: number, first: number): unknown {
    const lines = this.#lines;
    if (at + 2 !== lines.end || this.#text.charCodeAt(at + 1) !== first + 2) giveUp();
    if (this.#depthLeft < 1) giveUp();
    lines.advance();
    if (lines.indent > indent) giveUp();
    return first === OPEN_BRACKET ? emptyList() : {};
  }

  #quoted(at: number, indent: number, quote: number): string {
    const lines = this.#lines;
    const close = quote === SINGLE_QUOTE ? lines.singleQuoteEnd(at) : lines.doubleQuoteEnd(at);
    const isOneLine = close < lines.end;
    if (!isOneLine) lines.skipQuotedLines(close, indent);
    if (close + 1 !== lines.end) giveUp();
    const value =
      isOneLine && quote === SINGLE_QUOTE
        ? unfoldedText(this.#text, at + 1, close)
        : this.#foldedText(quote, at + 1, close);
    lines.advance();
    if (lines.indent > indent || value === null) return giveUp();
    return value;
  }

  #foldedText(quote: number, start: number, end: number): string | null {
    return quote === SINGLE_QUOTE
      ? singleQuotedText(this.#text, start, end)
      : doubleQuotedText(this.#text, start, end);
  }

  #plain(at: number, indent: number, first: number): unknown {
    const lines = this.#lines;
    const text = this.#text;
    let end = lines.end;
    this.#checkPlainLine(at, end);
    lines.advance();
    if (lines.indent <= indent) return this.#resolved(text.slice(at, end), first);
    do {
      this.#checkPlainLine(lines.start, lines.end);
      end = lines.end;
      lines.advance();
    } while (lines.indent > indent);
    const value = resolvePlain(foldLines(text, at, end));
    return value === REFUSED ? giveUp() : value;
  }

  /** Gives up on what ends a plain scalar before the end of its line, or what PyYAML trims or refuses. */
  #checkPlainLine(at: number, end: number): void {
    if (this.#lines.colon(at) >= 0 || this.#text.charCodeAt(end - 1) === SPACE) giveUp();
    if (this.#hasHash && this.#hasComment(at, end)) giveUp();
  }

  #resolved(source: string, first: number): unknown {
    const kind = first < 128 ? FIRST[first] : TEXT;
    if (kind === TEXT) return source;
    if (kind === NUMERIC) {
      const value = resolveNumeric(source, first);
      return value === REFUSED ? giveUp() : value;
    }
    if (source === '<<' || source === '=') return giveUp();
    const constant = constantOf(source);
    return constant === undefined ? source : constant;
  }
}

/**
 * A list that V8 expects anything in. One that it makes for numbers changes its kind with the first text, and what was compiled for the one kind
 * is compiled again for both, all along the way of a manifest: so it sees texts come into such lists before the first document.
 */
function emptyList(): unknown[] {
  return [];
}
for (let time = 0; time < 32; time++) emptyList().push('');

/** The text between two single quotes on one line. */
function unfoldedText(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  return raw.includes("'") ? raw.replaceAll("''", "'") : raw;
}
