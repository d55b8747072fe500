import type { CoreClient } from '../../../shared/api/client.ts';
import { csvLine } from '../../text/csv.ts';
import { noteText } from './import-text.ts';

/** Rows that are asked for at once. */
const PAGE = 1000;

/** All manifests of a plan as the lines of a CSV file. */
export async function reportOf(
  client: CoreClient,
  input: { readonly workspace: string; readonly plan: string },
): Promise<string[]> {
  const lines = [
    csvLine([
      'status',
      'manifest',
      'target',
      'taken',
      'records',
      'to_copy',
      'here',
      'missing',
      'wrong_hash',
      'rejected',
      'size_bytes',
      'note',
    ]),
  ];
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await client.import.items({ ...input, offset, limit: PAGE });
    for (const row of rows) {
      const { status, source, target, taken, records, to_copy, here, missing, wrong_hash, rejected } = row;
      const counts = [records, to_copy, here, missing, wrong_hash, rejected, row.size_bytes];
      lines.push(csvLine([status, source, target, taken, ...counts, noteText(row)]));
    }
    if (rows.length === 0 || offset + PAGE >= total) return lines;
  }
}
