/** What JSON leaves as it is, and a terminal or a reader could be fooled by: C1 controls, invisible and turning signs. */
const HIDDEN = /[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

function escapeSign(sign: string): string {
  let escaped = '';
  for (let unit = 0; unit < sign.length; unit += 1) {
    escaped += `\\u${sign.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

/** JSON of a value that is safe to show in a terminal; the value stays the same, since what is escaped occurs only inside strings. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(HIDDEN, escapeSign);
}

/** An array, an element a line, without ever holding all of its text. */
export function* jsonArray(elements: Iterable<unknown>, indent: string = ''): Generator<string, void> {
  let isFirst = true;
  for (const element of elements) {
    yield `${isFirst ? '[' : ','}\n${indent}  ${jsonText(element)}`;
    isFirst = false;
  }
  yield isFirst ? '[]' : `\n${indent}]`;
}

/** Whether a value is a list, or makes one as it is read. */
function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function* jsonObject(entries: readonly (readonly [string, unknown])[]): Generator<string, void> {
  for (const [place, [key, value]] of entries.entries()) {
    yield `${place === 0 ? '{' : ','}\n  ${jsonText(key)}: `;
    if (isList(value)) yield* jsonArray(value, '  ');
    else yield jsonText(value, 2).replaceAll('\n', '\n  ');
  }
  yield entries.length === 0 ? '{}' : '\n}';
}

/** A document as it is printed: people can read it, and lists in it may be long. */
export function* jsonDocument(document: unknown): Generator<string, void> {
  if (isList(document)) yield* jsonArray(document);
  else if (typeof document !== 'object' || document === null) yield jsonText(document);
  else yield* jsonObject(Object.entries(document).filter(([, value]) => value !== undefined));
  yield '\n';
}
