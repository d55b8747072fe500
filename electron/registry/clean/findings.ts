import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { ReadableIndex } from '../index/database.ts';
import { differingFiles } from '../state/differing.ts';
import { READ_LAYOUTS } from '../layouts/layouts.ts';
import type { Slices } from '../columns/slices.ts';
import type { Site } from '../change/site.ts';
import type { ShownBatch } from '../change/trash.ts';

type TrashedBatch = Pick<ShownBatch, 'trash_id' | 'wanted'>;

/** Files of the trash that manifests name, by clean-up. What a plan said would break is not among them. */
function trashFindings(batches: readonly TrashedBatch[]): Finding[] {
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

/**
 * What in a workspace is not as it should be, apart from what can't be read; in slices, of which each looks for one kind.
 *
 * @param batches what lies in its trash
 */
export function* findingsOf(
  site: Site,
  index: ReadableIndex,
  batches: readonly TrashedBatch[],
): Slices<Finding[]> {
  const found = differingFiles(index);
  for (const { rules } of READ_LAYOUTS) {
    for (const ofKind of rules.findings(index, site, site.now())) {
      found.push(...ofKind);
      yield 'more';
    }
  }
  return [...found, ...trashFindings(batches)];
}
