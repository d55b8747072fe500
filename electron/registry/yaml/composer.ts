import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { CHOMPING_MODE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';

import type { YamlLimits } from './limits.ts';
import { MapBuilder, type Composed } from './map-builder.ts';
import { REFUSED, resolvePlain } from './plain-scalars.ts';
import { YamlProblem, explained } from './problem.ts';
import { blockText, doubleQuotedText, foldLines, singleQuotedText } from './scalar-text.ts';
import { YAML_TYPES, taggedScalar } from './tagged-values.ts';

const CHOMPINGS = {
  [CHOMPING_MODE.CLIP]: 'clip',
  [CHOMPING_MODE.STRIP]: 'strip',
  [CHOMPING_MODE.KEEP]: 'keep',
} as const;
/** More spaces than any line has: a block scalar of blank lines only. */
const NO_CONTENT = Number.MAX_SAFE_INTEGER;
/** Types of Python: how to build an object from the plain nodes under them. */
const PYTHON_TYPES = `${YAML_TYPES}python/`;
const ANCHOR = /^[0-9A-Za-z_-]+$/;
const SEQUENCE_TAGS: ReadonlySet<string> = new Set([
  '',
  '!',
  `${YAML_TYPES}seq`,
  `${YAML_TYPES}omap`,
  `${YAML_TYPES}pairs`,
]);
const MAPPING_TAGS: ReadonlySet<string> = new Set(['', '!', `${YAML_TYPES}map`, `${YAML_TYPES}set`]);

/**
 * Makes the value of a document's events by the rules of PyYAML's `composer.py` and `constructor.py`:
 * anchors are unique, the last of equal keys wins, keys are scalars, `<<` merges, types other than YAML's own
 * are refused. A list that holds itself is refused too, although PyYAML builds it.
 *
 * `!!set` is an object with nulls, `!!omap` and `!!pairs` are lists of `[key, value]`, `!!binary` is bytes.
 */
export class Composer {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #limits: YamlLimits;
  readonly #anchors = new Map<string, Composed | null>();
  readonly #handles = new Map<string, string>([
    ['!', '!'],
    ['!!', YAML_TYPES],
  ]);
  #at = 0;
  #repeated = 0;
  /** Maps and lists around the node that is being read. */
  #depth = 0;
  /** Whether types of Python are taken where the node is. */
  #takesPython = false;

  constructor(text: string, events: readonly Event[], limits: YamlLimits) {
    this.#text = text;
    this.#events = events;
    this.#limits = limits;
  }

  /** The value of the only document. Throws {@link YamlProblem}. */
  compose(): unknown {
    const documents = this.#events.filter((event) => event.type === EVENT_ID.DOCUMENT);
    const [document] = documents;
    if (document === undefined) throw this.#refusal('expected a document', null);
    if (documents.length > 1) throw this.#refusal('expected a single document, but found more', null);
    for (const directive of document.directives)
      if (directive.kind === 'tag') this.#handles.set(directive.handle, directive.prefix);
    this.#at = 1;
    return this.#used(this.#node()).value;
  }

  /** `isPair` is for items of `!!pairs`, whose keys may be anything. */
  #node(isPair = false): Composed {
    const event = this.#events[this.#at++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, () => this.#scalar(event));
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, () => this.#sequence(event));
      case EVENT_ID.MAPPING:
        return this.#anchored(event, () => this.#mapping(event, isPair));
      case EVENT_ID.ALIAS: {
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const target = this.#anchors.get(name);
        if (target === undefined) throw this.#refusal(`unidentified alias "${name}"`, event.anchorStart);
        if (target === null) throw this.#refusal(`alias "${name}" inside what it names`, event.anchorStart);
        this.#charge(target.size, event.anchorStart);
        return target;
      }
      default:
        throw this.#refusal('unexpected end', null);
    }
  }

  /** Counts nodes that aliases and merge keys repeat. Throws {@link YamlProblem} TOO_LARGE. */
  #charge(nodes: number, offset: number): void {
    this.#repeated += nodes;
    if (this.#repeated <= this.#limits.maxRepeatedNodes) return;
    throw new YamlProblem(
      'TOO_LARGE',
      `References (* and <<) repeat more than ${this.#limits.maxRepeatedNodes} values, which Stemma does not read.`,
      offset,
    );
  }

  #anchored(event: ScalarEvent | SequenceEvent | MappingEvent, read: () => Composed): Composed {
    if (event.anchorStart < 0) return read();
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    if (!ANCHOR.test(name)) throw this.#refusal(`anchor name "${name}"`, event.anchorStart);
    if (this.#anchors.has(name)) throw this.#refusal(`duplicate anchor "${name}"`, event.anchorStart);
    this.#anchors.set(name, null);
    const composed = read();
    this.#anchors.set(name, composed);
    return composed;
  }

  #scalar(event: ScalarEvent): Composed {
    const tag = this.#tag(event);
    const offset = event.valueStart < 0 ? Math.max(event.tagStart, event.anchorStart, 0) : event.valueStart;
    const text = this.#scalarText(event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    if (tag === '' || tag === '!') {
      const resolves = isPlain || tag === '!';
      const value = resolves ? resolvePlain(text) : text;
      return { value, tag: '', kind: 'scalar', plainText: resolves ? text : null, size: 1, offset };
    }
    const value = taggedScalar(tag, text);
    if (value === REFUSED) throw this.#refusal(`unknown or unfit tag !<${tag}>`, event.tagStart);
    return { value, tag, kind: 'scalar', plainText: null, size: 1, offset };
  }

  #scalarText(event: ScalarEvent): string {
    const { valueStart: start, valueEnd: end } = event;
    if (start < 0) return '';
    switch (event.style) {
      case SCALAR_STYLE.SINGLE_QUOTED:
        return singleQuotedText(this.#text, start, end);
      case SCALAR_STYLE.DOUBLE_QUOTED: {
        const text = doubleQuotedText(this.#text, start, end);
        if (text === null) throw this.#refusal('unknown escape sequence', start);
        return text;
      }
      case SCALAR_STYLE.LITERAL_BLOCK:
      case SCALAR_STYLE.FOLDED_BLOCK:
        return blockText(
          this.#text,
          start,
          end,
          event.indent < 0 ? NO_CONTENT : event.indent,
          CHOMPINGS[event.chomping],
          event.style === SCALAR_STYLE.FOLDED_BLOCK,
        );
      default:
        return foldLines(this.#text, start, end);
    }
  }

  #sequence(event: SequenceEvent): Composed {
    const tag = this.#tag(event);
    if (!SEQUENCE_TAGS.has(tag)) throw this.#refusal(`unknown tag !<${tag}>`, event.tagStart);
    const isPairs = tag.endsWith('omap') || tag.endsWith('pairs');
    const items: Composed[] = [];
    const values: unknown[] = [];
    let size = 1;
    this.#depth += 1;
    while (this.#events[this.#at]?.type !== EVENT_ID.POP) {
      const item = this.#node(isPairs);
      items.push(item);
      size += item.size;
      values.push(isPairs ? this.#pair(item) : this.#used(item).value);
    }
    this.#depth -= 1;
    this.#at++;
    return { value: values, tag, kind: 'sequence', plainText: null, size, offset: event.start, items };
  }

  #pair(item: Composed): unknown {
    const [pair, ...others] = item.map?.pairs ?? [];
    if (pair === undefined || others.length > 0)
      throw this.#refusal('tag !!pairs or !!omap wants maps of one entry', item.offset);
    return [this.#used(pair.key).value, this.#used(pair.value).value];
  }

  #mapping(event: MappingEvent, isPair: boolean): Composed {
    const tag = this.#tag(event);
    if (!MAPPING_TAGS.has(tag)) throw this.#refusal(`unknown tag !<${tag}>`, event.tagStart);
    const map = new MapBuilder((nodes, offset) => this.#charge(nodes, offset), this.#limits.uniqueKeys);
    let size = 1;
    this.#depth += 1;
    while (this.#events[this.#at]?.type !== EVENT_ID.POP) {
      const key = this.#node();
      if (this.#depth === 1) this.#takesPython = this.#limits.pythonTypesBelow.has(key.plainText ?? '');
      const value = this.#node();
      if (this.#depth === 1) this.#takesPython = false;
      size += key.size + value.size;
      map.add(key, value);
    }
    this.#depth -= 1;
    this.#at++;
    return {
      value: isPair ? null : map.finish(tag.endsWith('set')),
      tag,
      kind: 'mapping',
      plainText: null,
      size,
      offset: event.start,
      map,
    };
  }

  /** A node that stands as a value: `<<` and `=` alone are none. */
  #used(node: Composed): Composed {
    if (node.value === REFUSED) throw this.#refusal(`"${node.plainText ?? ''}" is no value`, node.offset);
    return node;
  }

  #tag(event: ScalarEvent | SequenceEvent | MappingEvent): string {
    if (event.tagStart < 0) return '';
    const raw = this.#text.slice(event.tagStart, event.tagEnd);
    if (raw === '!') return raw;
    if (raw === '!<>') throw this.#refusal('empty tag', event.tagStart);
    if (raw.startsWith('!<')) return unescaped(raw.slice(2, -1));
    const handleEnd = raw.indexOf('!', 1);
    const handle = handleEnd < 0 ? '!' : raw.slice(0, handleEnd + 1);
    const prefix = this.#handles.get(handle);
    if (prefix === undefined || raw.length === handle.length)
      throw this.#refusal(`undeclared tag ${raw}`, event.tagStart);
    const tag = prefix + unescaped(raw.slice(handle.length));
    return this.#takesPython && tag.startsWith(PYTHON_TYPES) ? '' : tag;
  }

  #refusal(reason: string, offset: number | null): YamlProblem {
    return new YamlProblem('SYNTAX', explained(reason), offset);
  }
}

/** A tag's suffix without percent escapes; as it is if they are broken, which makes it an unknown one. */
function unescaped(suffix: string): string {
  if (!suffix.includes('%')) return suffix;
  try {
    return decodeURIComponent(suffix);
  } catch {
    return suffix;
  }
}
