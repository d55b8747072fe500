/** One line of the report: medians over the runs of a measurement on a workspace. */
export interface Row {
  readonly workspace: string;
  readonly name: string;
  readonly milliseconds: number;
  /** Against the floor run right before each run; null for the floor itself. */
  readonly ratio: number | null;
  readonly peakBytes: number;
  readonly runs: number;
}

const HEADINGS = ['workspace', 'measurement', 'median', 'x floor', 'peak memory', 'runs'];

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (upper + lower) / 2;
}

export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds.toFixed(milliseconds >= 100 ? 0 : milliseconds >= 1 ? 1 : 3)} ms`;
}

export const formatMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB`;

function formatRatio(ratio: number | null): string {
  if (ratio === null) return '';
  return ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(2);
}

function cells(row: Row): string[] {
  const { workspace, name, milliseconds, ratio, peakBytes, runs } = row;
  const memory = formatMegabytes(peakBytes);
  return [workspace, name, formatMilliseconds(milliseconds), formatRatio(ratio), memory, String(runs)];
}

/** The report for a terminal: columns of equal width, numbers to the right. */
export function textTable(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_heading, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

export function markdownTable(rows: readonly Row[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const rule = HEADINGS.map((_heading, i) => (i < 2 ? '---' : '---:'));
  return [HEADINGS, rule, ...rows.map(cells)].map(line).join('\n') + '\n';
}
