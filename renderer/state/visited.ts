import { keepText, keptText } from '../kit/page-storage.ts';
import { readSelection, writeSelection, type Selection } from './route/selection.ts';

/** Something that was looked at. */
export interface Visit {
  readonly selection: Selection;
  readonly title: string;
  readonly detail: string;
}

/** As many are remembered of each workspace. */
const MOST = 5;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Reads what was kept; what is no visit is left out. */
export function readVisits(kept: string | null): readonly Visit[] {
  if (kept === null) return [];
  return kept.split('\n').flatMap((line) => {
    const [selected, title, detail] = line.split('\t').map((part) => decodeURIComponent(part));
    const selection = isText(selected) ? readSelection(selected) : null;
    return selection === null || !isText(title) || !isText(detail) ? [] : [{ selection, title, detail }];
  });
}

/** The text that {@link readVisits} reads. */
export function writeVisits(visits: readonly Visit[]): string {
  return visits
    .map(({ selection, title, detail }) =>
      [writeSelection(selection), title, detail].map((part) => encodeURIComponent(part)).join('\t'),
    )
    .join('\n');
}

/** The visits after one more: it comes first, and once. */
export function withVisit(visits: readonly Visit[], visit: Visit): readonly Visit[] {
  const key = writeSelection(visit.selection);
  const others = visits.filter(({ selection }) => writeSelection(selection) !== key);
  return [visit, ...others].slice(0, MOST);
}

/** What was looked at last in a workspace, the last first. */
export function lastVisits(workspace: string): readonly Visit[] {
  return readVisits(keptText(`visited.${workspace}`));
}

/** Remembers that something was looked at. */
export function rememberVisit(workspace: string, visit: Visit): void {
  keepText(`visited.${workspace}`, writeVisits(withVisit(lastVisits(workspace), visit)));
}
