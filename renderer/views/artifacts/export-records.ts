import type { CoreClient } from '../../../shared/api/client.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { ArtifactRecord } from '../../../shared/api/records/records.ts';
import type { RecordSort } from '../../../shared/domain/sorts.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import { csvLine } from '../../text/csv.ts';

/** Rows of a question. */
const PAGE = 1000;

/** Fields that come first in a CSV file; others follow in the order in which they are met. */
const FIRST_FIELDS = [
  'artifact_id',
  'class_name',
  'derived_chain',
  'artifact_type',
  'chain_path',
  'fold_id',
  'dataset',
  'run',
  'pipeline_id',
  'file',
  'file_status',
  'unwritten',
  'stored_bytes',
  'exclusive_bytes',
  'created_at',
];

/** In which order records are listed. */
export interface ExportOrder {
  readonly sort: RecordSort;
  readonly descending: boolean;
}

/** Asks for all records of a filter in an order, page by page; tells how many are there after each. */
export async function allRecords(
  client: CoreClient,
  workspace: string,
  filter: RecordQuery,
  order: ExportOrder,
  signal: AbortSignal,
  onProgress: (records: number) => void,
): Promise<ArtifactRecord[]> {
  const found: ArtifactRecord[] = [];
  let after: RecordKey | null = null;
  do {
    const { records, next }: { records: readonly ArtifactRecord[]; next: RecordKey | null } =
      await client.workspace.records(
        { workspace, ...filter, ...order, limit: PAGE, ...(after === null ? {} : { after }) },
        { signal },
      );
    found.push(...records);
    after = next;
    onProgress(found.length);
  } while (after !== null);
  return found;
}

/** What is given away of a record: its key means something in this window alone. */
function exported({ key: _key, ...fields }: ArtifactRecord): Readonly<Record<string, unknown>> {
  return fields;
}

/** The cells of a record by the heads of their columns; each parameter has one of its own, as `parameters.n_components`. */
function cellsOf(record: ArtifactRecord): ReadonlyMap<string, unknown> {
  const cells = new Map(Object.entries(exported(record)));
  cells.delete('operator_parameters');
  for (const { name, value } of record.operator_parameters) cells.set(`parameters.${name}`, value);
  return cells;
}

/** The parts of a CSV file of records: a head, then a line each. */
export function recordsAsCsv(listed: readonly ArtifactRecord[]): string[] {
  const records = listed.map(cellsOf);
  const fields = new Set(FIRST_FIELDS);
  for (const record of records) for (const field of record.keys()) fields.add(field);
  const names = [...fields];
  return [csvLine(names), ...records.map((record) => csvLine(names.map((name) => record.get(name))))];
}

/** The parts of a JSON file of records: a list, a record a line. */
export function recordsAsJson(records: readonly ArtifactRecord[]): string[] {
  const lines = records
    .map(exported)
    .map((record, at) => `${at === 0 ? '' : ',\n'}${JSON.stringify(record)}`);
  return ['[', ...lines, ']\n'];
}
