/**
 * Scalars as PyYAML 6.0.3 writes them in block context with its defaults (width 80, ASCII only).
 * The rules were taken from the behaviour of its emitter and are held by recorded output of the real one.
 */

/** A Python float. Numbers with a fraction need no wrapper; whole ones do, or they'd be written as integers. */
export class PyFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type YamlScalar = string | number | boolean | null | PyFloat;

/** PyYAML's `best_width`: a line is folded at the first single space after this column. */
const BEST_WIDTH = 80;

/** What PyYAML's resolver (YAML 1.1, with its own numbers) would read as something other than a string. */
const RESOLVES = new RegExp(
  '^(?:' +
    [
      'yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF',
      '[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?',
      '\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?',
      '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*',
      '[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)',
      '[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+',
      '[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+',
      '<<|=|~|null|Null|NULL|',
      '[0-9]{4}-[0-9]{2}-[0-9]{2}',
      '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?' +
        '(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?',
    ].join('|') +
    ')$',
);

/** Strings that need no second look: nothing here can be an indicator, and no fold can fall into them. */
const SIMPLE = /^[A-Za-z_][\w.$[\]=,>/+-]*$/;
const SIMPLE_ID = /^[0-9][\w]*\$[0-9a-f]+:\w+$/;
const SHORT_WORD = /^(?:[yntfo]\w{1,4}|null)$/i;

const ONLY_DOUBLE = /[^\n\x20-\x7e]| \n|\n /;
const NOT_PLAIN = /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@` ]|^[-?](?: |$)|:(?: |$)| #| $|\n/;

type Style = 'plain' | 'single' | 'double';

function styleOf(text: string): Style {
  if (SIMPLE.test(text)) return SHORT_WORD.test(text) && RESOLVES.test(text) ? 'single' : 'plain';
  if (SIMPLE_ID.test(text)) return 'plain';
  if (ONLY_DOUBLE.test(text)) return 'double';
  return NOT_PLAIN.test(text) || RESOLVES.test(text) ? 'single' : 'plain';
}

/**
 * The text of a scalar value that starts at `column`; continuation lines are indented by `indent`.
 * `fold` is false for simple keys, which stay on one line.
 */
export function scalarText(value: YamlScalar, column: number, indent: number, fold: boolean): string {
  if (typeof value === 'string') return stringText(value, column, indent, fold);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof PyFloat) return floatText(value.value);
  return Number.isSafeInteger(value) ? String(value) : floatText(value);
}

function stringText(text: string, column: number, indent: number, fold: boolean): string {
  switch (styleOf(text)) {
    case 'plain':
      return fold && column + text.length > BEST_WIDTH && text.includes(' ')
        ? foldPlain(text, column, indent)
        : text;
    case 'single':
      return singleQuoted(text, column, indent, fold);
    case 'double':
      return doubleQuoted(text, column, indent, fold);
  }
}

function foldPlain(text: string, column: number, indent: number): string {
  let out = '';
  let at = column;
  for (const piece of text.match(/ +|[^ ]+/g) ?? []) {
    if (piece === ' ' && at > BEST_WIDTH) {
      out += '\n' + ' '.repeat(indent);
      at = indent;
    } else {
      out += piece;
      at += piece.length;
    }
  }
  return out;
}

function singleQuoted(text: string, column: number, indent: number, fold: boolean): string {
  let out = "'";
  let at = column + 1;
  let start = 0;
  for (const piece of text.match(/ +|\n+|[^ \n]+/g) ?? []) {
    const end = start + piece.length;
    if (piece.startsWith('\n')) {
      // A line break in a quoted scalar is written as an empty line, for one break alone reads as a space.
      out += '\n' + piece + ' '.repeat(indent);
      at = indent;
    } else if (piece === ' ' && fold && at > BEST_WIDTH && start !== 0 && end !== text.length) {
      out += '\n' + ' '.repeat(indent);
      at = indent;
    } else {
      const written = piece.replaceAll("'", "''");
      out += written;
      at += written.length;
    }
    start = end;
  }
  return out + "'";
}

const ESCAPES = new Map(
  Object.entries({
    '\0': '0',
    '\x07': 'a',
    '\b': 'b',
    '\t': 't',
    '\n': 'n',
    '\v': 'v',
    '\f': 'f',
    '\r': 'r',
    '\x1b': 'e',
    '"': '"',
    '\\': '\\',
    '\x85': 'N',
    '\xa0': '_',
    '\u2028': 'L',
    '\u2029': 'P',
  }),
);

function escaped(character: string): string {
  const short = ESCAPES.get(character);
  if (short !== undefined) return '\\' + short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return '\\x' + hex.padStart(2, '0');
  return code <= 0xffff ? '\\u' + hex.padStart(4, '0') : '\\U' + hex.padStart(8, '0');
}

function doubleQuoted(text: string, column: number, indent: number, fold: boolean): string {
  // Python counts code points, so surrogate pairs must count as one.
  const characters = Array.from(text);
  let out = '"';
  let at = column + 1;
  let start = 0;
  const flush = (end: number): void => {
    if (start >= end) return;
    const run = characters.slice(start, end).join('');
    out += run;
    at += end - start;
    start = end;
  };
  for (let i = 0; i <= characters.length; i++) {
    const character = characters[i];
    if (
      character === undefined ||
      !/^[\x20-\x7e]$/.test(character) ||
      character === '"' ||
      character === '\\'
    ) {
      flush(i);
      if (character !== undefined) {
        const escape = escaped(character);
        out += escape;
        at += escape.length;
        start = i + 1;
      }
    }
    const mayBreak = i > 0 && i < characters.length - 1 && (character === ' ' || start >= i);
    if (fold && mayBreak && at + (i - start) > BEST_WIDTH) {
      flush(i);
      out += '\\\n' + ' '.repeat(indent);
      at = indent;
      if (characters[start] === ' ') {
        out += '\\';
        at += 1;
      }
    }
  }
  return out + '"';
}

/** A float as Python's `repr` with PyYAML's dot before an exponent: `0.1`, `1.0e-05`, `.nan`, `-.inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith('-') || Object.is(value, -0) ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent >= -4 && exponent < 16) {
    if (exponent < 0) return sign + '0.' + '0'.repeat(-exponent - 1) + digits;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    return sign + whole + '.' + (digits.slice(exponent + 1) || '0');
  }
  const power = (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(2, '0');
  return sign + digits.slice(0, 1) + '.' + (digits.slice(1) || '0') + 'e' + power;
}
