import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';

import { MAX_KEY_LENGTH } from './block-keys.ts';
import { YamlProblem, explained } from './problem.ts';
import { isBreak } from './scalar-text.ts';

/** Where a node stands; `end` of a collection is that of its last scalar. `start` is -1 where nothing is written. */
interface Extent {
  readonly start: number;
  readonly end: number;
  readonly isScalar: boolean;
  readonly isBlockCollection: boolean;
  readonly isBlockScalar: boolean;
}

const TAB_OR_COMMENT = /\t|(?:^|[\s,[\]{}])#[^\n\x85\u2028\u2029]*/g;
/** Before the first value: an end of a document that has not begun, or a start or directive that PyYAML takes for text. */
const ODD_START = /(?:^|\n)(?:(?:\.\.\.|[ ]+---)(?:\s|$)|[ ]+%)/;
const START = /(?:^|\n)---(?:\s|$)/;
/** What may stand before the `?` of a key on its line. */
const INDICATORS = /^[ ?:-]*$/;
const LINE_START_MARK = /(?:^|\n)\ufeff/;

/**
 * Refuses what js-yaml (YAML 1.2) takes and PyYAML's `scanner.py` and `parser.py` (YAML 1.1) don't: tabs
 * between tokens, keys that run over lines or are longer than 1,024 characters, maps that start beside their
 * key, `?` and a leading `:` in `[ ]` and `{ }`, values without a key. Throws a YamlProblem.
 */
export function checkStrictness(text: string, events: readonly Event[]): void {
  new Checker(text, events).check();
}

class Checker {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** Starts and ends of the scalars that may hold tabs and `#`. */
  readonly #covered: number[] = [];
  #at = 0;
  #depth = 0;
  /** Offset behind the last scalar or alias. */
  #last = 0;
  /** The last gap between written nodes that had an empty key, and how many `?` are left in it. */
  #gapStart = -1;
  #gapMarks = 0;
  /** Where the search for the next written node has come to. */
  #nextWritten = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  check(): void {
    if (this.#events[0]?.type !== EVENT_ID.DOCUMENT) this.#refuse('expected a document', 0);
    const mark = LINE_START_MARK.exec(this.#text);
    if (mark !== null) this.#refuse('non-printable character U+FEFF', mark.index);
    this.#at = 1;
    this.#node(false);
    const first = this.#events.find((event) => this.#startOf(event) >= 0);
    const before = this.#text.slice(0, first === undefined ? this.#text.length : this.#startOf(first));
    const oddStart = ODD_START.exec(before.slice(0, START.exec(before)?.index));
    if (oddStart !== null)
      this.#refuse('a document separator is expected at the start of a line', oddStart.index);
    this.#checkTabs();
  }

  #node(inFlow: boolean): Extent {
    const event = this.#events[this.#at++];
    if (event === undefined) return this.#refuse('unexpected end of the document', this.#text.length);
    if ('tagEnd' in event && event.tagEnd >= 0) this.#checkTag(event);
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event, inFlow);
      case EVENT_ID.ALIAS:
        this.#last = event.anchorEnd;
        return {
          start: event.anchorStart - 1,
          end: event.anchorEnd,
          isScalar: true,
          isBlockCollection: false,
          isBlockScalar: false,
        };
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const isFlow = event.style === COLLECTION_STYLE.FLOW;
        this.#depth++;
        while (this.#events[this.#at]?.type !== EVENT_ID.POP) {
          if (event.type === EVENT_ID.MAPPING) this.#pair(isFlow);
          else this.#node(isFlow);
        }
        this.#at++;
        this.#depth--;
        return {
          start: event.start,
          end: this.#last,
          isScalar: false,
          isBlockCollection: !isFlow,
          isBlockScalar: false,
        };
      }
      default:
        return this.#refuse('unexpected end of the document', this.#last);
    }
  }

  #checkTag(event: ScalarEvent | SequenceEvent | MappingEvent): void {
    const following = this.#text.charCodeAt(event.tagEnd);
    if (following !== 32 && !isBreak(following) && event.tagEnd < this.#text.length)
      this.#refuse('tag without a space after it', event.tagStart);
  }

  #scalar(event: ScalarEvent, inFlow: boolean): Extent {
    const start = this.#startOf(event);
    if (event.valueStart < 0) {
      this.#last = Math.max(this.#last, event.tagEnd, event.anchorEnd);
      return { start, end: this.#last, isScalar: true, isBlockCollection: false, isBlockScalar: false };
    }
    const { valueStart, valueEnd, style } = event;
    let isBlockScalar = false;
    if (style === SCALAR_STYLE.PLAIN) {
      if (
        inFlow &&
        (this.#text.charAt(valueStart) === ':' || this.#text.slice(valueStart, valueEnd).includes('?'))
      ) {
        this.#refuse('expected the node content, but found an indicator', valueStart);
      }
      this.#last = valueEnd;
    } else {
      this.#covered.push(valueStart, valueEnd);
      const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
      isBlockScalar = !isQuoted;
      if (isBlockScalar && this.#depth === 0) this.#checkRootBlock(event);
      this.#last = isQuoted ? valueEnd + 1 : valueEnd;
    }
    return { start, end: this.#last, isScalar: true, isBlockCollection: false, isBlockScalar };
  }

  /** A document that is one block scalar is indented differently by the two. */
  #checkRootBlock({ valueStart, indent }: ScalarEvent): void {
    const header = this.#text.slice(this.#text.lastIndexOf('\n', valueStart - 2) + 1, valueStart);
    if (indent === 0 || /[|>][-+]?[0-9]/.test(header))
      this.#refuse('bad indentation of a block scalar', valueStart);
  }

  #pair(isFlow: boolean): void {
    const before = this.#last;
    const key = this.#node(isFlow);
    if (key.start < 0) {
      this.#checkEmptyKey(isFlow);
      this.#node(isFlow);
      return;
    }
    const mark = this.#markBetween(before, key.start);
    const isExplicit = key.isBlockScalar || mark >= 0;
    if (mark >= 0 && !isFlow) this.#checkMark(mark);
    const hasColon = isExplicit || !key.isScalar || this.#hasColon(key);
    // A key without a colon on its line is one of a set, `{a, b}`, or PyYAML wants none here.
    const standsAlone =
      hasColon || !withoutComments(this.#text.slice(key.end, this.#nextStart())).trimStart().startsWith(':');
    const value = this.#node(isFlow);
    if (!hasColon && (value.start >= 0 || !standsAlone))
      this.#refuse("expected ':' after a mapping key", key.start);
    if (!isExplicit && value.isBlockCollection && !this.#hasBreak(key.end, value.start)) {
      this.#refuse('bad indentation: mapping values are not allowed here', value.start);
    }
  }

  /** An empty key needs a `?` of its own between what is written before and behind it. */
  #checkEmptyKey(isFlow: boolean): void {
    if (this.#gapStart !== this.#last) {
      this.#gapStart = this.#last;
      this.#gapMarks = withoutComments(this.#text.slice(this.#last, this.#nextStart())).split('?').length - 1;
    }
    if (!isFlow) this.#checkMark(this.#text.indexOf('?', this.#last));
    if (--this.#gapMarks < 0) this.#refuse('expected the node content, but found an empty key', this.#last);
  }

  /** Whether a key has its colon on its line. */
  #hasColon(key: Extent): boolean {
    let at = key.end;
    while (this.#text.charCodeAt(at) === 32) at++;
    if (this.#text.charAt(at) !== ':') return false;
    if (this.#hasBreak(key.start, at)) this.#refuse('a multiline key may not be an implicit key', key.start);
    if (
      at - key.start > MAX_KEY_LENGTH &&
      Array.from(this.#text.slice(key.start, at)).length > MAX_KEY_LENGTH
    ) {
      this.#refuse("expected ':' within 1024 characters", key.start);
    }
    return true;
  }

  /** Offset of the `?` between a key at `end` and what is written before it, comments aside; -1 if there is none. */
  #markBetween(start: number, end: number): number {
    let at = end - 1;
    while (at >= start && (this.#text.charCodeAt(at) === 32 || isBreak(this.#text.charCodeAt(at)))) at--;
    return at >= start && at < end - 1 && this.#text.charAt(at) === '?' ? at : -1;
  }

  /** In blocks a `?` starts its line, other indicators excepted. */
  #checkMark(mark: number): void {
    let lineStart = mark;
    while (lineStart > 0 && !isBreak(this.#text.charCodeAt(lineStart - 1))) lineStart--;
    if (mark >= 0 && !INDICATORS.test(this.#text.slice(lineStart, mark)))
      this.#refuse('mapping keys are not allowed here', mark);
  }

  #hasBreak(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (isBreak(this.#text.charCodeAt(at))) return true;
    return false;
  }

  /** Where the next event begins that is written in the text. */
  #nextStart(): number {
    this.#nextWritten = Math.max(this.#nextWritten, this.#at);
    for (; this.#nextWritten < this.#events.length; this.#nextWritten++) {
      const event = this.#events[this.#nextWritten];
      const start = event === undefined ? -1 : this.#startOf(event);
      if (start >= 0) return start;
    }
    return this.#text.length;
  }

  /** Offset of a node's first character, its anchor or tag included; -1 for what is not written. */
  #startOf(event: Event): number {
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.SEQUENCE && event.type !== EVENT_ID.MAPPING)
      return -1;
    const isQuoted =
      event.type === EVENT_ID.SCALAR &&
      (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED);
    const content = event.type === EVENT_ID.SCALAR ? event.valueStart - (isQuoted ? 1 : 0) : event.start;
    const starts = [content, event.tagStart, event.anchorStart - 1].filter((start) => start >= 0);
    return starts.length === 0 ? -1 : Math.min(...starts);
  }

  /** Tabs are for quoted and block scalars and for comments. */
  #checkTabs(): void {
    if (!this.#text.includes('\t')) return;
    let from = 0;
    for (let index = 0; index <= this.#covered.length; index += 2) {
      const to = this.#covered[index] ?? this.#text.length;
      for (const match of this.#text.slice(from, to).matchAll(TAB_OR_COMMENT)) {
        if (match[0] === '\t')
          this.#refuse('tab characters must not stand between tokens', from + match.index);
      }
      from = this.#covered[index + 1] ?? to;
    }
  }

  #refuse(reason: string, offset: number): never {
    throw new YamlProblem('SYNTAX', explained(reason), offset);
  }
}

function withoutComments(text: string): string {
  return text.includes('#') ? text.replace(/#[^\n\x85\u2028\u2029]*/g, '') : text;
}
