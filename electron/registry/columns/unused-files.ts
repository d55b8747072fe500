import type { FileState } from '../../../shared/domain/states.ts';
import { allRows, allTuples } from '../index/database.ts';
import { FILE_STATE, stateParameters, type QueryContext } from '../state/context.ts';
import type { Slices } from './slices.ts';

/** Stored files of a dataset that nothing names, in one state. */
export interface UnusedFiles {
  readonly dataset: string | null;
  readonly state: Exclude<FileState, 'referenced' | 'kept'>;
  readonly files: number;
  readonly bytes: number;
}

/** How many files' states are asked for in one go. */
const CHUNK = 2000;

/**
 * The files that nothing names, summed up by dataset and state, which depends on the time: in parts, several of which may
 * be of one dataset and state. Each file counts once, whatever names it has through links.
 */
export function* unusedFiles(context: QueryContext): Slices<UnusedFiles[]> {
  const parameters = stateParameters(context);
  const unused = allTuples<[number]>(
    context.index,
    'SELECT file_id FROM file_use WHERE records = 0 AND alias = 0',
  ).map(([id]) => id);
  const parts: UnusedFiles[] = [];
  for (let from = 0; from < unused.length; from += CHUNK) {
    yield 'more';
    parts.push(
      ...allRows<UnusedFiles>(
        context.index,
        `SELECT d.dataset, ${FILE_STATE} AS state, count(*) AS files, sum(f.size) AS bytes
         FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value CROSS JOIN file_use u ON u.file_id = f.id
         CROSS JOIN folder d ON d.id = f.folder_id GROUP BY 1, 2`,
        { ...parameters, files: JSON.stringify(unused.slice(from, from + CHUNK)) },
      ),
    );
  }
  return parts;
}
