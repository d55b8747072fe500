import { allTuples } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';

/** What is to go: pipelines, and stored files besides those that only the pipelines use, by their numbers in the index. */
export interface Going {
  readonly manifests: readonly number[];
  readonly files: readonly number[];
  /**
   * Records that are thought away by themselves, of other pipelines than those that go. No plan does that: it is what would hang on them
   * alone, each with the file where nirs4all finds it.
   */
  readonly records?: readonly number[];
}

/** The numbers of pipelines' manifests in the index, by their paths; those that are not there are left out. */
export function numbersOf({ index }: QueryContext, paths: readonly string[]): number[] {
  return allTuples<[number]>(
    index,
    `SELECT m.id FROM json_each(:paths) j CROSS JOIN manifest m ON m.path = j.value
     WHERE m.is_primary ORDER BY j.key`,
    { paths: JSON.stringify(paths) },
  ).map(([id]) => id);
}

/**
 * A whole dataset: its pipelines, and all files in the folders that its runs share, whatever their state. Of one with several names through
 * links that name under which it counts.
 */
export function datasetGoing({ index }: QueryContext, dataset: string): Going {
  const manifests = allTuples<[number]>(
    index,
    'SELECT id FROM manifest WHERE is_primary AND dataset = :dataset',
    { dataset },
  );
  const files = allTuples<[number]>(
    index,
    `SELECT f.id FROM folder d CROSS JOIN file f ON f.folder_id = d.id CROSS JOIN file_use u ON u.file_id = f.id
     WHERE d.run IS NULL AND d.dataset = :dataset AND u.alias = 0`,
    { dataset },
  );
  return { manifests: manifests.map(([id]) => id), files: files.map(([id]) => id) };
}
