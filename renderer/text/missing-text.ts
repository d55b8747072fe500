import { formatCount } from '../../shared/text/format-number.ts';

/** How many of some records have no file, and how many of those had none ever. */
export interface Missing {
  readonly missing: number;
  readonly unwritten: number;
}

/** How many files are lost: `2 missing`; of what was never written alone `4 never written`; empty where all are there. */
export function missingText({ missing, unwritten }: Missing): string {
  const lost = missing - unwritten;
  if (lost > 0) return `${formatCount(lost)} missing`;
  return unwritten === 0 ? '' : `${formatCount(unwritten)} never written`;
}

/** Both, where there is room: `2 missing, 4 never written`. */
export function wholeMissingText({ missing, unwritten }: Missing): string {
  const lost = missingText({ missing: missing - unwritten, unwritten: 0 });
  const never = missingText({ missing: unwritten, unwritten });
  return [lost, never].filter((text) => text !== '').join(', ');
}
