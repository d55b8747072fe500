import type { CoreClient } from '../../../shared/api/client.ts';
import { saveFileList, type PageAsked } from '../../kit/save-csv.ts';

/** Saves a list of files that nothing names as a CSV file. */
export function exportFiles(
  client: CoreClient,
  input: Omit<Parameters<CoreClient['clean']['files']>[0], keyof PageAsked>,
  name: string,
): Promise<void> {
  return saveFileList(
    `${name}.csv`,
    ['path', 'size_bytes', 'mtime', 'state', 'reason', 'dataset'],
    async (page) => {
      const { files, total } = await client.clean.files({ ...input, ...page });
      return { rows: files, total: total.files };
    },
  );
}
