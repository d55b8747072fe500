import type { SharedFiles } from '../../../../shared/api/graph/workspace-graph.ts';
import type { Columns } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordsByFile } from '../../columns/sums.ts';

/** Edges that are told. */
const MOST_EDGES = 2000;

/** Pairs that are added up before others have a turn. */
const TURN = 20_000;

/** Which of some groups share files, and how many more pairs do than are told. */
export interface Joined {
  readonly edges: readonly SharedFiles[];
  readonly leftOut: number;
}

/**
 * How many files, and bytes, each two of some groups of pipelines share; a file counts once, whatever names it has through links.
 * The most bytes first.
 *
 * @param groups at most some thousand: there is room for each pair
 * @param groupOf the group of a manifest's slot; -1 for none
 */
export function* sharedBetween(columns: Columns, groups: number, groupOf: Int32Array): Slices<Joined> {
  const { records, files } = columns;
  const { start, record } = yield* recordsByFile(columns);
  const count = new Int32Array(groups * groups);
  const bytes = new Float64Array(groups * groups);
  const lastFile = new Int32Array(groups).fill(-1);
  let turn = 0;
  for (let file = 0; file < files.count; file += 1) {
    if (files.alias[file] === 1) continue;
    const users: number[] = [];
    const to = start[file + 1] ?? 0;
    for (let place = start[file] ?? 0; place < to; place += 1) {
      const group = groupOf[records.manifest[record[place] ?? 0] ?? -1] ?? -1;
      if (group < 0 || lastFile[group] === file) continue;
      lastFile[group] = file;
      users.push(group);
    }
    const size = files.size[file] ?? 0;
    users.sort((one, other) => one - other);
    for (const [at, one] of users.entries()) {
      for (let next = at + 1; next < users.length; next += 1) {
        const pair = one * groups + (users[next] ?? 0);
        count[pair] = (count[pair] ?? 0) + 1;
        bytes[pair] = (bytes[pair] ?? 0) + size;
      }
      turn += 1 + users.length - at;
      if (turn < TURN) continue;
      turn = 0;
      yield 'more';
    }
  }
  const pairs: number[] = [];
  for (const [pair, shared] of count.entries()) if (shared > 0) pairs.push(pair);
  yield 'more';
  pairs.sort((one, other) => (bytes[other] ?? 0) - (bytes[one] ?? 0) || one - other);
  const edges = pairs.slice(0, MOST_EDGES).map((pair) => ({
    from: Math.floor(pair / groups),
    to: pair % groups,
    files: count[pair] ?? 0,
    bytes: bytes[pair] ?? 0,
  }));
  return { edges, leftOut: pairs.length - edges.length };
}
