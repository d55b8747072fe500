/** How a file of the page may be compressed, best first, and how its name ends then. */
export const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

/** See {@link ENCODINGS}. */
export type Encoding = (typeof ENCODINGS)[number];

/** The weight of a coding, from 0 to 1; 1 where none is given, and 0 for what is no weight. */
function weightOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameter)?.[1]);
  if (parameters.length === 0) return 1;
  const weight = Number(given.find((value) => value !== undefined));
  return weight >= 0 && weight <= 1 ? weight : 0;
}

/**
 * What a browser takes of {@link ENCODINGS}, best first, by its Accept-Encoding header (RFC 9110, 12.5.3); none where
 * it sent no such header. Weights only tell what is refused: ours is the order.
 */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').split(',')) {
    const [coding = '', ...parameters] = part.split(';');
    weights.set(coding.trim().toLowerCase(), weightOf(parameters));
  }
  return ENCODINGS.filter(({ name }) => (weights.get(name) ?? weights.get('*') ?? 0) > 0);
}
