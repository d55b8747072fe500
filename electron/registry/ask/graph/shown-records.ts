import type { GraphRecord } from '../../../../shared/api/graph/graph.ts';
import { columnsOf, type Columns, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordsByFile } from '../../columns/sums.ts';
import { slotOf } from '../../index/slot-of.ts';
import { allTuples } from '../../index/database.ts';
import { recordRows, referenceRows, wayRecord } from '../chains/pipeline-records.ts';
import type { KnownPipeline } from './known-pipelines.ts';
import { parametersOfRecords, type RecordParameters } from './node-parameters.ts';

/** How many pipelines use each file, copies not counted, by the file's slot. */
function pipelinesByFile(context: ViewContext, columns: Columns): Slices<Int32Array> {
  return context.memo.base('pipelines by file', function* count() {
    const { start, record } = yield* recordsByFile(columns);
    const { records, files } = columns;
    const pipelines = new Int32Array(files.count);
    for (let file = 0; file < files.count; file += 1) {
      let last = -1;
      const to = start[file + 1] ?? 0;
      // Those of a manifest follow each other: records are in the order of their numbers.
      for (let place = start[file] ?? 0; place < to; place += 1) {
        const slot = record[place] ?? 0;
        const manifest = records.manifest[slot] ?? -1;
        if (records.isPrimary[slot] !== 1 || manifest === last) continue;
        last = manifest;
        pipelines[file] = (pipelines[file] ?? 0) + 1;
      }
      if (file % 4096 === 4095) yield 'more';
    }
    return pipelines;
  });
}

/** How many pipelines use a file, by its number. */
export function* pipelinesUsing(context: ViewContext): Slices<(file: number) => number> {
  const columns = yield* columnsOf(context);
  const counts = yield* pipelinesByFile(context, columns);
  return (file) => counts[slotOf(columns.files.id, file)] ?? 0;
}

/** Records of a pipeline by their positions: as a graph shows them, and of which type they are; empty where nothing says so. */
export interface ShownRecords {
  readonly records: ReadonlyMap<number, GraphRecord>;
  readonly types: ReadonlyMap<number, string>;
  /** As JSON; of those only that have some. */
  readonly parameters: RecordParameters;
}

/** The records of a pipeline as a graph shows them. */
export function* shownRecords(context: ViewContext, { manifest, path }: KnownPipeline): Slices<ShownRecords> {
  const { index } = context;
  const using = yield* pipelinesUsing(context);
  const rows = recordRows(index, manifest);
  const references = referenceRows(index, manifest);
  yield 'more';
  const files = [...new Set([...references.values()].flatMap((some) => some.map(({ file }) => file)))];
  const paths = new Map(
    allTuples<readonly [number, string]>(
      index,
      `SELECT f.id, d.path || '/' || f.name FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value
       CROSS JOIN folder d ON d.id = f.folder_id`,
      { files: JSON.stringify(files) },
    ),
  );
  const [isPrimary] = allTuples<readonly [number]>(
    index,
    'SELECT is_primary FROM manifest WHERE id = :manifest',
    { manifest },
  );
  const shown = new Map<number, GraphRecord>();
  const types = new Map<number, string>();
  for (const [position, row] of rows) {
    const own = references.get(position) ?? [];
    types.set(position, row.type);
    const exact = own.find((reference) => reference.exact === 1);
    const { key, fold, size_bytes, exclusive_bytes, state, unwritten } = wayRecord(path, row, own);
    shown.set(position, {
      key,
      artifact_id: row.artifactId,
      fold,
      size_bytes,
      exclusive_bytes,
      state,
      unwritten,
      file: exact === undefined ? null : (paths.get(exact.file) ?? null),
      other_pipelines: exact === undefined ? 0 : Math.max(0, using(exact.file) - (isPrimary?.[0] ?? 0)),
    });
  }
  return { records: shown, types, parameters: parametersOfRecords(index, manifest) };
}
