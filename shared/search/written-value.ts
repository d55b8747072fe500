/** The value of a parameter, as it is kept and compared. */
export interface ParameterValue {
  /** A text as it stands, all else as JSON without spaces. */
  readonly text: string;
  /** Null for what is no number. */
  readonly number: number | null;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text writes, as Python and JSON would; null for none. */
export function writtenNumber(text: string): number | null {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** What Python calls what JSON calls otherwise. */
const JSON_WORDS = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);

/** A list or a tuple as somebody writes it for Python or JSON, as JSON without spaces. */
function writtenList(text: string): string {
  return text
    .replaceAll(/\s+/g, '')
    .replaceAll('(', '[')
    .replaceAll(/,?[)\]]/g, ']')
    .replaceAll("'", '"')
    .replaceAll(/\b(?:True|False|None)\b/g, (word) => JSON_WORDS.get(word) ?? word);
}

/** The value that somebody writes for a parameter: `10`, `1e-3`, `True`, `None`, `rbf`, `(100, 50)`. */
export function writtenValue(text: string): ParameterValue {
  if (/^[([]/.test(text)) return { text: writtenList(text), number: null };
  return { text: JSON_WORDS.get(text) ?? text, number: writtenNumber(text) };
}
