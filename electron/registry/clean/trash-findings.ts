import type { Finding } from '../../../shared/domain/finding.ts';
import type { ShownBatch } from './trash.ts';

/** Files of the trash that manifests name, by clean-up. What a plan said would break is not among them. */
export function trashFindings(batches: readonly Pick<ShownBatch, 'trash_id' | 'wanted'>[]): Finding[] {
  return batches
    .filter(({ wanted }) => wanted > 0)
    .map(({ trash_id: where, wanted }) => ({
      kind: 'in-trash',
      where,
      message:
        wanted === 1
          ? 'a file that a manifest names lies in the trash'
          : `${wanted} files that manifests name lie in the trash`,
      files: wanted,
    }));
}
