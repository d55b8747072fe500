import fc from 'fast-check';

/** Values as manifests hold them. */
export type Tree = null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree };

const WORDS = [
  '',
  'a',
  'yes',
  'n',
  'null',
  '~',
  '1',
  '007',
  '1.5',
  '1e5',
  '123e45',
  '1:30',
  '2026-01-06',
  "it's",
  'a: b',
  'a #b',
  '- a',
  '#',
  ' a',
  'a ',
  'é',
  '__proto__',
  's1.MinMax[src=0]',
  'sha256:00',
  '=',
  '<<',
  'k:',
  '?',
  '-',
  '---',
  'x\\y',
  '"',
  'word word word word',
];
const text = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.stringMatching(/^[a-z0-9_.:$ -]{0,20}$/),
);

/** Random documents: maps and lists of what YAML writes in many ways. */
export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      text,
      fc.constantFrom(null, true, false),
      fc.integer(),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((number) => !Number.isInteger(number) || Number.isSafeInteger(number)),
    ),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
  ),
})).tree;

const SAFE = /^[A-Za-z_/$][A-Za-z0-9_./$=[\]()@-]*(?: [A-Za-z0-9_]+)*$/;
const CONSTANT = /^(?:null|true|false|yes|no|on|off)$/i;

/** A value as PyYAML's dumper lays it out: block style, lists not indented below their key, long texts folded. */
export function emitted(tree: Tree): string {
  return isLeaf(tree) ? `${scalar(tree, 0)}\n` : block(tree, 0);
}

function isLeaf(tree: Tree): boolean {
  return tree === null || typeof tree !== 'object' || Object.keys(tree).length === 0;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function block(tree: Tree, indent: number): string {
  const margin = ' '.repeat(indent);
  if (isList(tree))
    return tree
      .map(
        (item) =>
          `${margin}- ${isLeaf(item) ? `${scalar(item, indent)}\n` : block(item, indent + 2).slice(indent + 2)}`,
      )
      .join('');
  return Object.entries(tree as Readonly<Record<string, Tree>>)
    .map(([key, value]) => {
      const isComplex = key === '' || key.length > 16;
      const name = `${margin}${isComplex ? `? ${folded(quoted(key), indent)}` : quoted(key)}${isComplex ? `\n${margin}:` : ':'}`;
      if (isLeaf(value)) return `${name} ${scalar(value, indent)}\n`;
      if (isComplex) return `${name} ${block(value, indent + 2).slice(indent + 2)}`;
      return `${name}\n${block(value, isList(value) ? indent : indent + 2)}`;
    })
    .join('');
}

function scalar(tree: Tree, indent: number): string {
  if (typeof tree === 'string') return folded(quoted(tree), indent);
  if (typeof tree === 'number' && !Number.isInteger(tree)) return pythonFloat(tree);
  if (isList(tree)) return '[]';
  return tree !== null && typeof tree === 'object' ? '{}' : String(tree);
}

/** Python writes 1e+22 as 1.0e+22: its YAML floats need the dot. */
function pythonFloat(number: number): string {
  return String(number)
    .replace(/^(-?\d+)e/, '$1.0e')
    .replace(/e(\d)/, 'e+$1');
}

function quoted(value: string): string {
  if (SAFE.test(value) && !CONSTANT.test(value)) return value;
  if (/^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Breaks the line at a single space between words, once. */
function folded(source: string, indent: number): string {
  return source.startsWith('"')
    ? source
    : source.replace(/([A-Za-z0-9]) ([A-Za-z0-9]{4})/, `$1\n${' '.repeat(indent + 2)}$2`);
}
