import { foldName } from '../../../../shared/format/file-name.ts';

/** How many letters two names may differ in and still be taken for one another. */
const NEAR = 2;

/** How many letters have to be changed, added or left out to make one text of another. */
function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...one].entries()) {
    const now = [row + 1];
    for (const [column, its] of [...other].entries()) {
      const changed = (before[column] ?? 0) + (letter === its ? 0 : 1);
      now.push(Math.min(changed, (before[column + 1] ?? 0) + 1, (now[column] ?? 0) + 1));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}

/** Whether one name is easily taken for another: one holds the other, or they differ in a letter or two. */
function isNear(one: string, other: string): boolean {
  if (one.includes(other) || other.includes(one)) return true;
  // A short name has few letters to differ in.
  const allowed = Math.min(NEAR, Math.floor(Math.min(one.length, other.length) / 3));
  return Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

/** The names among `all` that are easily taken for `name`, itself aside. */
export function nearNames(name: string, all: readonly string[]): string[] {
  const folded = foldName(name);
  return all.filter((other) => other !== name && isNear(folded, foldName(other)));
}
