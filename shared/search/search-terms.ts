import type { RecordState } from '../domain/states.ts';
import { classesOfShortName } from './short-names.ts';
import { writtenNumber, writtenValue, type ParameterValue } from './written-value.ts';

/** How a parameter is compared. `!=` is another value than this, not that there is none. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What a text can ask for by name, as `class:PLSRegression`. */
export const SEARCH_FIELDS = [
  'class',
  'chain',
  'dataset',
  'pipeline',
  'run',
  'file',
  'type',
  'step',
  'fold',
  'state',
] as const;

/** See {@link SEARCH_FIELDS}. */
export type SearchField = (typeof SEARCH_FIELDS)[number];

/**
 * What `state:` can ask of a record: a state of its file, or that other pipelines use the file too. The graph's selection has the same
 * words, and some more that only nodes have.
 */
export const SEARCHED_STATES = [
  'present',
  'missing',
  'outside',
  'differs',
  'unknown',
  'shared',
] as const satisfies readonly (RecordState | 'shared')[];

/** See {@link SEARCHED_STATES}. */
export type SearchedState = (typeof SEARCHED_STATES)[number];

/** The state that a word names, in any case; undefined for none. */
export function searchedState(word: string): SearchedState | undefined {
  return SEARCHED_STATES.find((state) => state === word.toLowerCase());
}

/** What is looked for: one condition of several that all hold. */
export type SearchedFor =
  /** A word or a quoted phrase, wherever it stands; `classes` are those that it means as a short name. */
  | { readonly kind: 'words'; readonly words: string; readonly classes: readonly string[] }
  /** A parameter of the operator that a record is of; without a value it only has to be there. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly comparison: Comparison;
      readonly value: ParameterValue;
    }
  | {
      readonly kind: 'field';
      readonly field: SearchField;
      readonly value: string;
      readonly classes: readonly string[];
    };

/** Why a piece of a text can't be understood. */
export type Misreading =
  /** Nothing stands behind `name =` or `class:`. */
  | { readonly code: 'NO_VALUE'; readonly of: string }
  /** What is compared by size, or counted, is no number. */
  | { readonly code: 'NO_NUMBER'; readonly of: string; readonly value: string }
  /** No record is in a state of this name. */
  | { readonly code: 'NO_STATE'; readonly value: string };

/** A piece of a search text, and how it is understood. */
export interface SearchTerm {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** Whether what it finds is left out: `-KFold`. */
  readonly isExcluded: boolean;
  /** Null for a piece that can't be understood, which finds nothing. */
  readonly wanted: SearchedFor | null;
  readonly misreading: Misreading | null;
}

/** A value: in double quotes, also those that aren't closed yet, a list in brackets, or up to the next space. */
const VALUE = String.raw`(?:"(?<quoted>[^"]*)(?:"|$)|(?<plain>\([^)]*\)|\[[^\]]*\]|\S+))?`;

const PIECES = {
  joint: /(?<minus>-?)(?<plain>[\p{L}_][\p{L}\p{N}_.]*)\s*>(?=\s*(?:["\p{L}_]|$))/uy,
  parameter: new RegExp(
    String.raw`(?<minus>-?)(?<name>[\p{L}_][\p{L}\p{N}_.]*)\s*(?<comparison>[<>!=]=|[=<>≤≥≠])\s*${VALUE}`,
    'uy',
  ),
  field: new RegExp(String.raw`(?<minus>-?)(?<name>${SEARCH_FIELDS.join('|')}):${VALUE}`, 'uyi'),
  phrase: /(?<minus>-?)"(?<quoted>[^"]*)(?:"|$)/uy,
  word: /(?<minus>-(?=[\p{L}_]))?(?<plain>\S+)/uy,
} as const;

type Groups = Readonly<Record<string, string | undefined>>;

const COMPARISONS = new Map<string, Comparison>([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['≠', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['≤', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['≥', '>='],
]);

/** Fields that count something. */
const COUNTED: ReadonlySet<SearchField> = new Set(['step', 'fold']);

type Understood = Pick<SearchTerm, 'wanted' | 'misreading'>;

const found = (wanted: SearchedFor): Understood => ({ wanted, misreading: null });
const misread = (misreading: Misreading): Understood => ({ wanted: null, misreading });

function parameter({ name = '', comparison: sign = '', quoted, plain }: Groups): Understood {
  const comparison = COMPARISONS.get(sign) ?? '=';
  const written = quoted ?? plain;
  if (written === undefined) return misread({ code: 'NO_VALUE', of: `${name} ${comparison}` });
  const isBySize = comparison !== '=' && comparison !== '!=';
  if (isBySize && writtenNumber(written) === null)
    return misread({ code: 'NO_NUMBER', of: `${name} ${comparison}`, value: written });
  const value = quoted === undefined ? writtenValue(written) : { text: quoted, number: null };
  return found({ kind: 'parameter', name, comparison, value: isBySize ? writtenValue(written) : value });
}

function field({ name = '', quoted, plain }: Groups): Understood {
  const known = SEARCH_FIELDS.find((one) => one === name.toLowerCase()) ?? 'class';
  const value = quoted ?? plain ?? '';
  if (value.trim() === '') return misread({ code: 'NO_VALUE', of: `${known}:` });
  const isCounted = COUNTED.has(known) && !(known === 'fold' && value.toLowerCase() === 'all');
  if (isCounted && !/^\d{1,9}$/.test(value)) return misread({ code: 'NO_NUMBER', of: `${known}:`, value });
  if (known === 'state' && searchedState(value) === undefined) return misread({ code: 'NO_STATE', value });
  const classes = known === 'class' || known === 'chain' ? classesOfShortName(value) : [];
  return found({ kind: 'field', field: known, value, classes });
}

/** What stands between the operators of a chain, in rows and in copies of them, or that somebody writes there: nothing by itself. */
const JOINT = /^(?:›|→|->|>|\+)$/;

function words({ quoted, plain }: Groups): Understood | null {
  const text = quoted ?? plain ?? '';
  if (text.trim() === '' || (quoted === undefined && JOINT.test(text))) return null;
  return found({
    kind: 'words',
    words: text,
    classes: quoted === undefined ? classesOfShortName(text) : [],
  });
}

/** An operator before the arrow of a chain, `SNV > PLS`: classes and their short names begin with a capital, or are known; parameters don't. */
function operator({ plain = '' }: Groups): Understood | 'something else' {
  const classes = classesOfShortName(plain);
  if (classes.length === 0 && !/^\p{Lu}/u.test(plain)) return 'something else';
  return found({ kind: 'words', words: plain, classes });
}

const READERS = [
  [PIECES.joint, operator],
  [PIECES.parameter, parameter],
  [PIECES.field, field],
  [PIECES.phrase, words],
  [PIECES.word, words],
] as const;

/**
 * Reads a search text: pieces that all have to fit. Words and `"quoted phrases"` stand anywhere; `n_components = 10`, `alpha > 0.5`
 * compare a parameter, `class:PLS` looks in one place, a chain may be written with its arrows, and `-` before a piece leaves out what it finds. Each text means something but
 * for a comparison without a value, or by size with what is no number; such a piece says why, and finds nothing.
 */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const start = at;
    for (const [pattern, read] of READERS) {
      pattern.lastIndex = start;
      const match = pattern.exec(text);
      if (match === null) continue;
      const groups: Groups = match.groups ?? {};
      const understood = read(groups);
      if (understood === 'something else') continue;
      at = start + match[0].trimEnd().length;
      if (understood !== null)
        terms.push({ start, end: at, isExcluded: groups['minus'] === '-', ...understood });
      break;
    }
  }
  return terms;
}

/** A text without one of its pieces. */
export function withoutTerm(text: string, { start, end }: SearchTerm): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}

const NAME = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/** The piece that asks for a value of a parameter; null where none can be written for it. */
export function parameterPiece(name: string, value: string): string | null {
  if (!NAME.test(name) || value.includes('"') || value === '') return null;
  // As it stands only where it is read as itself: `==` compares, and `True` is a word of Python.
  const isPlain = /^[^\s([=]\S*$/.test(value) && writtenValue(value).text === value;
  return isPlain ? `${name}=${value}` : `${name}="${value}"`;
}

/** A text with one more piece, or without it where it has it already. */
export function withPiece(text: string, piece: string): string {
  const [wanted] = searchTerms(piece);
  const known = searchTerms(text).find(
    (term) => JSON.stringify(term.wanted) === JSON.stringify(wanted?.wanted),
  );
  return known === undefined ? `${text.trim()} ${piece}`.trim() : withoutTerm(text, known);
}
