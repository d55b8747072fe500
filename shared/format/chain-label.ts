/**
 * What a chain says about a node's operator: `operator` one or several classes; `target` an encoder of the
 * target (`y_<Class>`); `meta` a meta-model (`Meta_<Class>`); `unnamed` a step that nirs4all has no class for and
 * names by the shape of its configuration (`list`, `Config`).
 */
export type NodeKind = 'operator' | 'target' | 'meta' | 'unnamed';

/** A node's label, taken apart. */
export interface LabelParts {
  readonly kind: NodeKind;
  /**
   * Class names in their order, without what only names a shape (`list`), and without the `y_` or `Meta_` that `kind`
   * tells; empty where `kind` is `unnamed`.
   */
  readonly classes: readonly string[];
  /** How many further entries the label counts without naming them; 0 for nearly all. */
  readonly more: number;
}

/** Where in a label, from 0, and why it is none. */
export interface LabelError {
  readonly offset: number;
  readonly message: string;
}

/** Written where an operator is a Python container, a map without a class, an empty list or null. */
const UNNAMED: ReadonlySet<string> = new Set([
  'list',
  'tuple',
  'dict',
  'Config',
  'Empty',
  'None',
  'NoneType',
]);

/** Control characters, line and paragraph separators, lone surrogates, and all white space but the plain space. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[^\S ]/u;

/** nirs4all names the first three operators of a list and counts the rest: `A, B, C... (+2)`. */
const COUNTED = /^ \(\+([1-9]\d*)\)$/;

function startOfCount(text: string): number | null {
  if (!text.endsWith(')')) return null;
  const start = text.lastIndexOf(' (+');
  return start >= 0 && COUNTED.test(text.slice(start)) ? start : null;
}

/** Takes `... (+1)... (+2)` off the end: nested lists are counted one by one. */
function splitCounts(text: string): { name: string; more: number } {
  let name = text;
  let more = 0;
  for (let start = startOfCount(name); start !== null; start = startOfCount(name)) {
    more += Number(name.slice(start + 3, -1));
    name = name.slice(0, start);
    if (name.endsWith('...')) name = name.slice(0, -3);
  }
  return { name, more };
}

function classify(names: string[], more: number): LabelParts {
  const classes = names.filter((name) => !UNNAMED.has(name));
  const [name] = classes;
  if (name === undefined) return { kind: 'unnamed', classes, more };
  if (names.length === 1 && more === 0) {
    if (name.length > 2 && name.startsWith('y_')) return { kind: 'target', classes: [name.slice(2)], more };
    if (name.length > 5 && name.startsWith('Meta_')) return { kind: 'meta', classes: [name.slice(5)], more };
  }
  return { kind: 'operator', classes, more };
}

/**
 * Reads a label. A class is any text: besides Python identifiers nirs4all also writes the last part of what a
 * configuration holds as text, so dots, spaces inside and other signs pass. `, ` always separates classes.
 * The signs of the chain itself (`>`, `[`, `]`, and `+` outside a count) never get here.
 */
export function readLabel(label: string): LabelParts | LabelError {
  const forbidden = label.search(FORBIDDEN);
  if (forbidden >= 0)
    return {
      offset: forbidden,
      message: 'A label holds no control characters or white space but plain spaces.',
    };
  const names: string[] = [];
  let more = 0;
  let offset = 0;
  for (const part of label.split(', ')) {
    const counted = splitCounts(part);
    if (counted.name === '') return { offset, message: 'A class name is missing here.' };
    if (counted.name.startsWith(' ')) return { offset, message: 'A class name does not start with a space.' };
    if (part.endsWith(' '))
      return { offset: offset + part.length - 1, message: 'A class name does not end with a space.' };
    const comma = part.indexOf(',');
    if (comma >= 0)
      return { offset: offset + comma, message: 'Class names are separated by a comma and one space.' };
    names.push(counted.name);
    more += counted.more;
    offset += part.length + 2;
  }
  return classify(names, more);
}
