import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import type { Exported } from '../../flows/export/use-export.ts';
import type { ChainRow } from './chain-row.ts';

/** What is taken out of a row: its pipeline, or that of its record. Null where it has none. */
export function exportedRow(row: ChainRow): Exported | null {
  const question = deletable(row);
  return question === null ? null : { selection: question.selection, name: row.name };
}

/** What is asked about in the tree: what deleting it would do. */
export interface AskedDeletion {
  /** Of the row. */
  readonly key: string;
  readonly title: string;
  readonly selection: CleanSelection;
}

/** What deleting a row would be a question about: of a record its pipeline. Null where the row is neither. */
export function deletable({ key, kind, name, selection }: ChainRow): AskedDeletion | null {
  if (selection === null || selection.kind === 'file') return null;
  return {
    key,
    title: kind === 'pipeline' ? `Pipeline ${name}` : 'A record can’t go singly: its pipeline',
    selection:
      selection.kind === 'pipeline'
        ? { kind: 'pipelines', manifests: [selection.manifest] }
        : { kind: 'pipelines-of-records', filter: { only: [selection.key] } },
  };
}
