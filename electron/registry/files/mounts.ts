import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { attempt } from './file-system.ts';

/** A text of mountinfo(5): spaces, tabs, line ends and backslashes are three octal digits behind a backslash. */
function unescaped(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  // What was escaped byte by byte is UTF-8 again: the rest was read as latin1 too.
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The mount points in a text of mountinfo(5): the fifth field of each line. `text` holds a byte in each sign. */
export function mountPointsIn(text: string): string[] {
  const points = text.split('\n').flatMap((line) => {
    const point = line.split(' ')[4];
    return point === undefined ? [] : [unescaped(point)];
  });
  return [...new Set(points)];
}

/**
 * The mount points of this system that this program sees; none where it does not say (macOS, Windows), where the number of a
 * device has to do. Two mounts of one disk have the same number, and neither `link` nor `rename` lead from one to the other.
 */
export function mountPoints(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const text = attempt(() => readFileSync('/proc/self/mountinfo', 'latin1'));
  return text.ok ? mountPointsIn(text.value) : [];
}

/** The mount point that a path lies at or below, the innermost; the path must be a real one. Null where none is known. */
export function mountOf(points: readonly string[], path: string): string | null {
  let innermost: string | null = null;
  for (const point of points) {
    const isAround = path === point || path.startsWith(point.endsWith(sep) ? point : point + sep);
    if (isAround && point.length >= (innermost?.length ?? 0)) innermost = point;
  }
  return innermost;
}
