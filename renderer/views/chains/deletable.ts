import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import type { ChainRow } from './chain-row.ts';

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
  if (kind === 'pipeline') {
    const manifest = selection.kind === 'pipeline' ? selection.manifest : selection.place.manifest;
    return { key, title: `Pipeline ${name}`, selection: { kind: 'pipelines', manifests: [manifest] } };
  }
  if (selection.kind !== 'record') return null;
  return {
    key,
    title: 'A record can’t go singly: its pipeline',
    selection: { kind: 'pipelines', manifests: [selection.place.manifest] },
  };
}
