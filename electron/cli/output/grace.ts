const UNITS = [
  [24 * 60 * 60 * 1000, 'd'],
  [60 * 60 * 1000, 'h'],
  [60 * 1000, 'min'],
  [1000, 's'],
] as const;

/** A grace period as one reads it: `24 h`, `7 d`; in the largest unit that gives it exactly, a day in hours. */
export function graceText(milliseconds: number): string {
  const [length, unit] = UNITS.find(([size]) => milliseconds % size === 0 && milliseconds > size) ?? [
    1000,
    's',
  ];
  return `${milliseconds / length} ${unit}`;
}
