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
/** Before the first value: an end of a document that has not begun, or a start that is no start to PyYAML. */
const ODD_START = /(?:^|\n)(?:\.\.\.|[ ]+---)(?:\s|$)/;
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

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  check(): void {
    if (this.#events[0]?.type !== EVENT_ID.DOCUMENT) this.#refuse('expected a document', 0);
    const mark = LINE_START_MARK.exec(this.#text);
    if (mark !== null) this.#refuse('non-printable character U+FEFF', mark.index);
    this.#at = 1;
    const root = this.#node(false);
    const first = this.#events.find((event) => this.#startOf(event) >= 0);
    const oddStart = ODD_START.exec(this.#text.slice(0, first === undefined ? root.end || this.#text.length : this.#startOf(first)));
    if (oddStart !== null) this.#refuse('a document separator is expected at the start of a line', oddStart.index);
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
        return { start: event.anchorStart - 1, end: event.anchorEnd, isScalar: true, isBlockCollection: false, isBlockScalar: false };
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
        return { start: event.start, end: this.#last, isScalar: false, isBlockCollection: !isFlow, isBlockScalar: false };
      }
      default:
        return this.#refuse('unexpected end of the document', this.#last);
    }
  }

  #checkTag(event: ScalarEvent | SequenceEvent | MappingEvent): void {
    const following = this.#text.charCodeAt(event.tagEnd);
    if (following !== 32 && !isBreak(following) && event.tagEnd < this.#text.length) this.#refuse('tag without a space after it', event.tagStart);
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
      if (inFlow && (this.#text.charAt(valueStart) === ':' || this.#text.slice(valueStart, valueEnd).includes('?'))) {
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
    if (indent === 0 || /[|>][-+]?[0-9]/.test(header)) this.#refuse('bad indentation of a block scalar', valueStart);
  }

  #pair(isFlow: boolean): void {
    const before = this.#last;
    const key = this.#node(isFlow);
    const isExplicit = key.start < 0 || key.isBlockScalar || this.#follows('?', key.start);
    const colon = key.isScalar && key.start >= 0 && !isExplicit ? this.#keyColon(key) : -1;
    const value = this.#node(isFlow);
    if (key.start < 0) {
      const gap = this.#text.slice(before, value.start < 0 ? this.#nextStart() : value.start);
      if (!gap.replace(/#[^\n]*/g, '').includes('?')) this.#refuse('expected the node content, but found an empty key', before);
    } else if (!isExplicit) {
      // Without a colon on its line a key can only stand alone in `{ }`.
      if (key.isScalar && colon < 0 && (value.start >= 0 || /^(?:\s|#.*)*:/.test(this.#text.slice(key.end, this.#nextStart())))) {
        this.#refuse("expected ':' after a mapping key", key.start);
      }
      if (value.isBlockCollection && !this.#hasBreak(key.end, value.start)) this.#refuse('bad indentation: mapping values are not allowed here', value.start);
    }
  }

  /** Offset of the colon on the line of a key; -1 if it has none there. */
  #keyColon(key: Extent): number {
    let at = key.end;
    while (this.#text.charCodeAt(at) === 32) at++;
    if (this.#text.charAt(at) !== ':') return -1;
    if (this.#hasBreak(key.start, at)) this.#refuse('a multiline key may not be an implicit key', key.start);
    if (at - key.start > MAX_KEY_LENGTH && Array.from(this.#text.slice(key.start, at)).length > MAX_KEY_LENGTH) {
      this.#refuse("expected ':' within 1024 characters", key.start);
    }
    return at;
  }

  /** Whether the last character before `at` that is no blank is this indicator. */
  #follows(indicator: string, at: number): boolean {
    let before = at - 1;
    while (before >= 0 && (this.#text.charCodeAt(before) === 32 || isBreak(this.#text.charCodeAt(before)))) before--;
    return this.#text.charAt(before) === indicator && before < at - 1;
  }

  #hasBreak(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (isBreak(this.#text.charCodeAt(at))) return true;
    return false;
  }

  /** Where the next event begins that is written in the text. */
  #nextStart(): number {
    for (let at = this.#at; at < this.#events.length; at++) {
      const event = this.#events[at];
      const start = event === undefined ? -1 : this.#startOf(event);
      if (start >= 0) return start;
    }
    return this.#text.length;
  }

  /** Offset of a node's first character, its anchor or tag included; -1 for what is not written. */
  #startOf(event: Event): number {
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.SEQUENCE && event.type !== EVENT_ID.MAPPING) return -1;
    const isQuoted = event.type === EVENT_ID.SCALAR && (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED);
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
        if (match[0] === '\t') this.#refuse('tab characters must not stand between tokens', from + match.index);
      }
      from = this.#covered[index + 1] ?? to;
    }
  }

  #refuse(reason: string, offset: number): never {
    throw new YamlProblem('SYNTAX', explained(reason), offset);
  }
}
