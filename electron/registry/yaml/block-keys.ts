import { giveUp } from './block-text.ts';
import { REFUSED, resolvePlain } from './plain-scalars.ts';
import { doubleQuotedText, singleQuotedText } from './scalar-text.ts';

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** PyYAML's scanner looks no further for the colon of a key that has no `?` (`stale_possible_simple_keys`). */
export const MAX_KEY_LENGTH = 1024;

/** Integers, and dates and huge integers, which become strings. */
const LOOKS_NUMERIC = /^[-+0-9]/;

/** A key of a block map, shared by all places of a document where it stands. */
export class KeyName {
  /** As written, with its quotes. */
  readonly source: string;
  readonly length: number;
  /** The name of the property that holds its value. */
  readonly property: string;
  /** Whether another key of other source text may have the same property: `1`, `01` and `'1'`. */
  readonly canClash: boolean;
  /** The key that came after this one last time, which it does again in the next item of a list. */
  next: KeyName | null = null;

  constructor(source: string, property: string, canClash: boolean) {
    this.source = source;
    this.length = source.length;
    this.property = property;
    this.canClash = canClash;
  }
}

/** The keys of a document, each made once. */
export class BlockKeys {
  readonly #bySource = new Map<string, KeyName>();
  /** Comes before the first key of every map. */
  readonly root = new KeyName('', '', false);

  /** The key that stands in `text` from `start` to `end`; gives up on those that are no string and no integer. */
  named(text: string, start: number, end: number): KeyName {
    if (end - start > MAX_KEY_LENGTH) giveUp();
    const source = text.slice(start, end);
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const name = keyName(source);
    this.#bySource.set(source, name);
    return name;
  }
}

function keyName(source: string): KeyName {
  const value = keyValue(source);
  const isInteger = typeof value === 'number' && Number.isSafeInteger(value) && !source.includes('.');
  if (typeof value !== 'string' && !isInteger) return giveUp();
  const property = String(value);
  if (property === '__proto__') giveUp();
  return new KeyName(source, property, property !== source || LOOKS_NUMERIC.test(source));
}

function keyValue(source: string): unknown {
  const first = source.charCodeAt(0);
  if (first === SINGLE_QUOTE) return singleQuotedText(source, 1, source.length - 1);
  if (first === DOUBLE_QUOTE) return doubleQuotedText(source, 1, source.length - 1);
  const value = resolvePlain(source);
  return value === REFUSED ? giveUp() : value;
}
