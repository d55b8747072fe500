import type { GraceChoice } from '../../../../shared/api/deletion/clean-lists.ts';
import type { Slices } from '../../columns/slices.ts';
import { unusedFiles } from '../../columns/unused-files.ts';
import type { QueryContext } from '../../state/context.ts';

/** What each of some grace periods, in milliseconds, would make of the files that nothing names. */
export function* graceChoices(
  context: QueryContext,
  periods: readonly number[],
  dataset?: string,
): Slices<GraceChoice[]> {
  const choices: GraceChoice[] = [];
  for (const graceMs of periods) {
    const none = (): { files: number; bytes: number } => ({ files: 0, bytes: 0 });
    const parts = { orphan: none(), foreign: none(), recent: none(), undecided: none() };
    for (const { dataset: of, state, files, bytes } of yield* unusedFiles({ ...context, graceMs })) {
      if (dataset !== undefined && of !== dataset) continue;
      parts[state].files += files;
      parts[state].bytes += bytes;
    }
    const { orphan: orphans, recent, undecided } = parts;
    choices.push({ grace_ms: graceMs, orphans, recent, undecided });
  }
  return choices;
}
