import type { CoreClient } from '../../../shared/api/client.ts';
import { csvLine } from '../../text/csv.ts';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { plural } from '../../text/plural.ts';

/** Rows of a question. */
const PAGE = 1000;

/** Saves a list of files that nothing names as a CSV file. */
export async function exportFiles(
  client: CoreClient,
  input: Omit<Parameters<CoreClient['clean']['files']>[0], 'offset' | 'limit'>,
  name: string,
): Promise<void> {
  const lines = [csvLine(['path', 'size_bytes', 'mtime', 'state', 'reason', 'dataset'])];
  let total = 1;
  for (let offset = 0; offset < total; offset += PAGE) {
    const page = await client.clean.files({ ...input, offset, limit: PAGE });
    total = page.total.files;
    for (const { path, size_bytes, mtime, state, reason, dataset } of page.files) {
      lines.push(csvLine([path, size_bytes, mtime, state, reason, dataset]));
    }
  }
  saveFile(`${name}.csv`, 'text/csv', lines);
  showToast(`${plural(lines.length - 1, 'file')} ready to save`);
}
