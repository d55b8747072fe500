/** A cell that a spreadsheet would run as a formula, were it not for the quote before it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Numbers stay numbers, also negative ones. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A manifest is untrusted, and its rows end up in a spreadsheet.
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file (RFC 4180) with its end. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map((value) => cell(value)).join(',')}\r\n`;
}
