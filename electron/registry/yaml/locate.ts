import type { Event } from 'js-yaml';
import { EVENT_ID, SCALAR_STYLE, getScalarValue } from 'js-yaml';

import { paddedEvents } from './full-reader.ts';
import { DEFAULT_LIMITS, nodesAtMost } from './limits.ts';
import { PaddedText, withNewlines } from './padded-text.ts';
import { resolvePlain } from './plain-scalars.ts';
import type { Place } from './problem.ts';
import { YamlProblem, placeOf } from './problem.ts';

/**
 * The line and column, both from 1, of what stands at a path of property names and list positions, such as
 * `['artifacts', 'items', 3, 'path']`: of its key if it is in a map, else of the item. Of equal keys the last
 * counts, as in {@link readYaml}. Parts behind an alias or a merge key are not found. Reads the whole
 * text again, so it is for showing single places.
 *
 * Null if the text is no YAML, has no such path, or is too large for the reader of all YAML.
 */
export function locate(source: string, path: readonly (string | number)[]): Place | null {
  if (
    source.length > DEFAULT_LIMITS.maxNodesBeyondSubset &&
    nodesAtMost(source) > DEFAULT_LIMITS.maxNodesBeyondSubset
  )
    return null;
  const text = withNewlines(source);
  const padded = new PaddedText(text);
  try {
    const offset = new Locator(paddedEvents(padded, DEFAULT_LIMITS), padded).find(path);
    return offset === null ? null : placeOf(text, padded.originalOffset(offset));
  } catch (error) {
    if (error instanceof YamlProblem) return null;
    throw error;
  }
}

class Locator {
  readonly #events: readonly Event[];
  readonly #padded: PaddedText;
  #at = 1;

  constructor(events: readonly Event[], padded: PaddedText) {
    this.#events = events;
    this.#padded = padded;
  }

  /** Offset of what stands at the path; null if nothing does. */
  find(path: readonly (string | number)[]): number | null {
    let offset = this.#start(this.#at);
    for (const part of path) {
      const event = this.#events[this.#at];
      if (event?.type === EVENT_ID.MAPPING) offset = this.#enterKey(String(part));
      else if (event?.type === EVENT_ID.SEQUENCE && typeof part === 'number') offset = this.#enterItem(part);
      else return null;
      if (offset === null) return null;
    }
    return offset;
  }

  /** Goes to the value of a key of the mapping here. */
  #enterKey(name: string): number | null {
    let found: { readonly offset: number | null; readonly value: number } | null = null;
    this.#at++;
    while (!this.#isPop()) {
      const key = this.#at;
      const isMatch = this.#keyName(key) === name;
      this.#skip();
      if (isMatch) found = { offset: this.#start(key), value: this.#at };
      this.#skip();
    }
    if (found === null) return null;
    this.#at = found.value;
    return found.offset;
  }

  /** Goes to an item of the sequence here. */
  #enterItem(position: number): number | null {
    this.#at++;
    for (let passed = 0; passed < position && !this.#isPop(); passed++) this.#skip();
    return this.#isPop() ? null : this.#start(this.#at);
  }

  #isPop(): boolean {
    const event = this.#events[this.#at];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  /** Goes behind the node here. */
  #skip(): void {
    let depth = 0;
    do {
      const type = this.#events[this.#at++]?.type;
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
      else if (type === EVENT_ID.POP) depth--;
    } while (depth > 0 && this.#at < this.#events.length);
  }

  #keyName(at: number): string | null {
    const event = this.#events[at];
    if (event?.type !== EVENT_ID.SCALAR) return null;
    const text = getScalarValue(this.#padded.skeleton, event);
    return event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0 ? String(resolvePlain(text)) : text;
  }

  /** Offset of a node's first character; of one that is not written, that of what comes after it. */
  #start(at: number): number | null {
    for (const event of this.#events.slice(at, at + 8)) {
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start;
      if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
      if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) continue;
      const isQuoted =
        event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return isQuoted ? event.valueStart - 1 : event.valueStart;
    }
    return null;
  }
}
