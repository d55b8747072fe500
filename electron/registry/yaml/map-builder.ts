import { REFUSED } from './plain-scalars.ts';
import { YamlProblem, explained } from './problem.ts';

/** A value together with what the safe loader remembers of it. */
export interface Composed {
  readonly value: unknown;
  /** Full tag; empty for scalars and collections without one. */
  readonly tag: string;
  readonly kind: 'scalar' | 'sequence' | 'mapping';
  /** The text of a scalar that resolves by its text: only such a `<<` merges, only such a `=` is a key. */
  readonly plainText: string | null;
  /** Nodes reachable from here, itself included; aliased ones count each time. */
  readonly size: number;
  readonly offset: number;
  /** The items of a sequence, for merging and for pairs. */
  readonly items?: readonly Composed[];
  /** The pairs of a mapping. */
  readonly map?: MapBuilder;
}

/** What a key is to Python, where 1, 1.0 and True are one key and '1' is another. */
type KeyKind = 'text' | 'number' | 'boolean' | 'null';

/**
 * Collects a mapping's pairs as PyYAML's `flatten_mapping` and `construct_mapping` do.
 *
 * Keys become property names: `0`, `1.5`, `true`, `null`, a date's source text. Integer-like ones come first when
 * an object is listed, whatever their order in the file. Keys that Python tells apart and an object
 * doesn't (`1` and `'1'`) are refused, not merged.
 */
export class MapBuilder {
  readonly #charge: (nodes: number, offset: number) => void;
  readonly #isUnique: boolean;
  readonly #merged: MapBuilder[] = [];
  /** The pairs as written, `<<` excepted, duplicates included. */
  readonly pairs: { readonly key: Composed; readonly value: Composed }[] = [];
  /** All pairs by property name, merged ones included. */
  readonly #entries = new Map<string, { readonly kind: KeyKind; readonly value: unknown }>();
  /** The names of its own pairs. */
  readonly #own = new Set<string>();

  /**
   * @param charge counts nodes that are repeated against the limit
   * @param isUnique whether a key that stands twice is refused
   */
  constructor(charge: (nodes: number, offset: number) => void, isUnique: boolean) {
    this.#charge = charge;
    this.#isUnique = isUnique;
  }

  /** Adds a pair as it stands in the document. */
  add(key: Composed, value: Composed): void {
    if (key.plainText === '<<') this.#merge(value);
    else this.pairs.push({ key, value });
  }

  #merge(source: Composed): void {
    if (source.map !== undefined) this.#merged.push(source.map);
    else {
      const maps = source.items?.map((item) => item.map);
      if (maps === undefined) throw refusal('cannot merge what is no map', source.offset);
      for (const map of maps.reverse()) {
        if (map === undefined) throw refusal('cannot merge what is no map', source.offset);
        this.#merged.push(map);
      }
    }
  }

  /** The mapping as an object: merged pairs first, so that later ones and its own override them. */
  finish(isSet: boolean): Record<string, unknown> {
    for (const map of this.#merged) {
      for (const [name, entry] of map.#entries) this.#set(name, entry.kind, entry.value, 0, true);
    }
    for (const { key, value } of this.pairs) {
      if (value.value === REFUSED) throw refusal(`"${value.plainText ?? ''}" is no value`, value.offset);
      if (key.kind !== 'scalar') throw refusal('a list or a map is no key', key.offset);
      const keyValue = key.plainText === '=' ? '=' : key.value;
      if (keyValue === REFUSED) throw refusal(`"${key.plainText ?? ''}" is no value`, key.offset);
      if (keyValue instanceof Uint8Array) throw refusal('bytes are no key', key.offset);
      this.#set(String(keyValue), kindOf(keyValue), isSet ? null : value.value, key.offset, false);
    }
    const object: Record<string, unknown> = {};
    for (const [name, { value }] of this.#entries) {
      if (name === '__proto__')
        Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      else object[name] = value;
    }
    return object;
  }

  #set(name: string, kind: KeyKind, value: unknown, offset: number, isMerged: boolean): void {
    if (isMerged) this.#charge(1, offset);
    const known = this.#entries.get(name);
    if (known !== undefined && this.#isUnique && !isMerged && this.#own.has(name)) {
      const message = `The key "${name}" stands twice in one map: a line between the two may be lost.`;
      throw new YamlProblem('REPEATED_KEY', message, offset);
    }
    if (!isMerged) this.#own.add(name);
    if (known !== undefined && known.kind !== kind)
      throw refusal(`the keys ${name} and "${name}" can't be told apart`, offset);
    if ((name === 'true' || name === 'false') && kind === 'boolean')
      this.#refuseNumber(name === 'true' ? '1' : '0', 'number', offset);
    if ((name === '1' || name === '0') && kind === 'number')
      this.#refuseNumber(name === '1' ? 'true' : 'false', 'boolean', offset);
    this.#entries.set(name, { kind, value });
  }

  /** Python holds `1` and `true` for the same key. */
  #refuseNumber(twin: string, kind: KeyKind, offset: number): void {
    if (this.#entries.get(twin)?.kind === kind) throw refusal(`the key ${twin} stands twice`, offset);
  }
}

function kindOf(value: unknown): KeyKind {
  if (value === null) return 'null';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}

function refusal(reason: string, offset: number): YamlProblem {
  return new YamlProblem('SYNTAX', explained(reason), offset);
}
