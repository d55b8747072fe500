import type { CoreClient } from '../../../shared/api/client.ts';
import { saveFileList, type PageAsked } from '../../kit/save-csv.ts';

/** Saves the stored files of a list as a CSV file: all that it shows, in its order. */
export function exportFiles(
  client: CoreClient,
  input: Omit<Parameters<CoreClient['workspace']['files']>[0], keyof PageAsked>,
): Promise<void> {
  return saveFileList(
    'files.csv',
    ['path', 'status', 'references', 'dataset', 'size_bytes', 'mtime', 'note', 'alias'],
    async (page) => {
      const { files, rows } = await client.workspace.files({ ...input, ...page });
      return { rows: files, total: rows };
    },
  );
}
