import { formatBytes } from '../../../shared/text/format-number.ts';
import type { ShownRecord } from '../../../shared/api/records/records.ts';
import type { Page } from './page.ts';
import {
  branchOf,
  nameOf,
  numberField,
  statedBytes,
  storedAt,
  operatorsOf,
  textField,
} from './record-text.ts';
import { fileTone } from './states.ts';
import type { Column } from './table.ts';

/**
 * The columns of a list of records.
 *
 * @param runs of their manifests, by the paths of these
 */
export function recordColumns(page: Page, runs: ReadonlyMap<string, string>): Column<ShownRecord>[] {
  return [
    { title: 'Artifact', value: nameOf },
    { title: 'Type', value: (record) => textField(record, 'artifact_type') || 'unknown' },
    { title: 'Chain', value: operatorsOf, shrinkTo: 20 },
    {
      title: 'Step',
      value: (record) => numberField(record, 'step_index', 'step'),
      align: 'right',
      leaves: 2,
    },
    { title: 'Branch', value: branchOf },
    {
      title: 'Size',
      value: (record) => {
        const bytes = statedBytes(record);
        return bytes === null ? '' : formatBytes(bytes);
      },
      align: 'right',
    },
    { title: 'Age', value: (record) => page.age(storedAt(record)), align: 'right', leaves: 1 },
    { title: 'Run', value: ({ manifest }) => runs.get(manifest) ?? '', shrinkTo: 12, leaves: 3 },
    {
      title: 'State',
      value: ({ file_status: status, file_note: note }) =>
        status === 'present' ? '' : note === undefined ? status : `${status}: ${note}`,
      tone: (record) => fileTone(record.file_status),
    },
  ];
}
