/** How long to wait before each attempt to connect again, in milliseconds; the last one stands for all after it. */
const WAITS = [500, 1000, 2000, 5000] as const;

/** After so many failed attempts in a row nobody is expected to answer. */
const HOPELESS = WAITS.length;

/** How long to wait before the next attempt, after so many failed ones in a row. */
export function backOff(failures: number): number {
  return WAITS[Math.min(failures, WAITS.length - 1)] ?? 0;
}

/** Whether people should be told that nobody answers. Attempts go on: an SSH tunnel may come back. */
export function isHopeless(failures: number): boolean {
  return failures >= HOPELESS;
}
