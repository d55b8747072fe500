import { operatorRows } from './chains/operators.ts';
import { fileList } from './files/file-list.ts';
import { recordList } from './records/record-list.ts';
import { columnsOf, type ViewContext } from '../columns/columns.ts';
import type { Slices } from '../columns/slices.ts';
import { wordings } from '../columns/word-mask.ts';

/** Works out what the first list of records and of files, the first sort, the first filter and the tree of operators want, so that nobody waits for it. */
export function* readAhead(context: ViewContext): Slices<void> {
  yield* wordings(context, yield* columnsOf(context));
  yield* recordList(context, {}, { by: 'created_at', descending: true, offset: 0, limit: 1 });
  yield* fileList(context, {}, { sort: 'size_bytes', descending: true, offset: 0, limit: 1 });
  yield* operatorRows(context, { parent: null, limit: 1 });
}
