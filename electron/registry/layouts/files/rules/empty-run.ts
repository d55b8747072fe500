import { foldName } from '../../../../../shared/format/fold-name.ts';
import { datasetHint } from '../../../../../shared/format/run-name.ts';
import type { EmptyRun } from '../../rules.ts';

/**
 * See `Rules.datasetsOfEmptyRun`. Its name is a hint. A folder further down is a run only where a dataset has such a name, so that of
 * one that means nothing nothing has to be feared.
 */
export function datasetsOfEmptyRun({ run, remembered, known }: EmptyRun): ReadonlySet<string> | null {
  const hint = foldName(datasetHint(run));
  // One that is remembered and is not here any more may have got another name: then nothing tells.
  const datasets = new Set([...remembered, hint].filter((dataset) => known.has(dataset)));
  return datasets.size === 0 && !run.includes('/') ? null : datasets;
}
