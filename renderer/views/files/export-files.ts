import type { CoreClient } from '../../../shared/api/client.ts';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { csvLine } from '../../text/csv.ts';
import { plural } from '../../text/plural.ts';

/** Rows of a question. */
const PAGE = 1000;

const FIELDS = ['path', 'status', 'references', 'dataset', 'size_bytes', 'mtime', 'note', 'alias'] as const;

/** Saves the files of a list as a CSV file: all that it shows, in its order. */
export async function exportFiles(
  client: CoreClient,
  input: Omit<Parameters<CoreClient['workspace']['files']>[0], 'offset' | 'limit'>,
): Promise<void> {
  const lines = [csvLine(FIELDS)];
  let rows = 1;
  for (let offset = 0; offset < rows; offset += PAGE) {
    const page = await client.workspace.files({ ...input, offset, limit: PAGE });
    rows = page.rows;
    for (const file of page.files) lines.push(csvLine(FIELDS.map((field) => file[field])));
  }
  saveFile('files.csv', 'text/csv', lines);
  showToast(`${plural(lines.length - 1, 'file')} ready to save`);
}
