import type { UnusedFile, UnusedReason, UnusedState } from '../../../../shared/api/deletion/clean-lists.ts';
import type { LayoutName } from '../../../../shared/domain/layout-name.ts';
import { allRows } from '../../index/database.ts';
import { isoOfNanoseconds } from '../../index/timestamps.ts';
import { areAllGone, blockedBy } from '../../state/blocking.ts';
import { FILE_STATE, stateParameters, WRITTEN } from '../../state/context.ts';
import { eachSlot, columnsOf, type ViewContext } from '../../columns/columns.ts';
import { stateKey } from '../../columns/file-keys.ts';
import type { Slices } from '../../columns/slices.ts';
import { searchWords } from '../../../../shared/text/search-words.ts';

/** A stored file that nothing names, with its number in the index. */
export interface UnusedRow extends UnusedFile {
  readonly id: number;
}

/** Which of them are wanted. */
export interface UnusedFilter {
  readonly states: readonly UnusedState[];
  readonly dataset?: string | undefined;
  /** Words that all occur in the path. */
  readonly text?: string | undefined;
}

/** How many files' states are asked for in one go. */
const CHUNK = 1000;

interface Row {
  readonly id: number;
  readonly path: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
  readonly ctime_ms: number;
  readonly state: UnusedState;
  readonly young: number;
  readonly claimed: number;
  readonly odd: number;
  readonly dataset: string | null;
  readonly links: number;
  readonly link: number;
  readonly layout: LayoutName;
}

/** `isGone`: whether all that is in the way is that manifests seem to be gone. */
function reasonOf({ state, young, claimed, odd }: Row, isStale: boolean, isGone: boolean): UnusedReason {
  switch (state) {
    case 'orphan':
      return odd === 1 ? 'cut-off' : 'unnamed';
    case 'foreign':
      return 'name';
    case 'recent':
      return young === 1 ? 'young' : 'running';
    case 'undecided':
      if (claimed === 1) return 'claimed';
      if (isStale) return 'stale';
      return isGone ? 'emptied' : 'unreadable';
  }
}

function* readAll(context: ViewContext): Slices<UnusedRow[]> {
  const { files, uses } = yield* columnsOf(context);
  const parameters = stateParameters(context);
  const isGone = areAllGone(blockedBy(context).blocks);
  const ids: number[] = [];
  for (let file = 0; file < files.count; file += 1) {
    if (uses[file] === 0 && files.alias[file] === 0) ids.push(files.id[file] ?? 0);
  }
  const all: UnusedRow[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) {
    yield 'more';
    const rows = allRows<Row>(
      context.index,
      `SELECT f.id, d.path || '/' || f.name AS path, f.size AS size_bytes, f.mtime_ns / 1000000 AS mtime_ms,
         f.ctime_ns / 1000000 AS ctime_ms,
         ${FILE_STATE} AS state, ${WRITTEN} > :recentAfter AS young, u.claimed, d.dataset, d.layout, f.links, f.link,
         EXISTS (SELECT 1 FROM file_note n WHERE n.file_id = f.id) AS odd
       FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value CROSS JOIN file_use u ON u.file_id = f.id
       CROSS JOIN folder d ON d.id = f.folder_id`,
      { ...parameters, files: JSON.stringify(ids.slice(from, from + CHUNK)) },
    );
    for (const row of rows) {
      const { id, path, size_bytes, mtime_ms, ctime_ms, state, dataset, layout, links, link } = row;
      const mtime = isoOfNanoseconds(BigInt(mtime_ms) * 1_000_000n);
      const ctime = isoOfNanoseconds(BigInt(ctime_ms) * 1_000_000n);
      const reason = reasonOf(row, context.isStale === true, isGone);
      all.push({
        id,
        path,
        size_bytes,
        mtime,
        ctime,
        state,
        reason,
        dataset,
        layout,
        links,
        link: link !== 0,
      });
    }
  }
  return all;
}

/** All files that nothing names, each once, with their states as of a few seconds ago at most. */
function unusedRows(context: ViewContext): Slices<UnusedRow[]> {
  return context.memo.answer(`unused files ${stateKey(context)}`, () => readAll(context));
}

/** Those that a filter wants. */
export function* unusedList(context: ViewContext, filter: UnusedFilter): Slices<UnusedRow[]> {
  const all = yield* unusedRows(context);
  const states = new Set(filter.states);
  const words = searchWords((filter.text ?? '').toLowerCase());
  const wanted: UnusedRow[] = [];
  yield* eachSlot(all.length, (slot) => {
    const row = all[slot];
    if (row === undefined || !states.has(row.state)) return;
    if (filter.dataset !== undefined && row.dataset !== filter.dataset) return;
    const path = words.length === 0 ? '' : row.path.toLowerCase();
    if (words.every((word) => path.includes(word))) wanted.push(row);
  });
  return wanted;
}
