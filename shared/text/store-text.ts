import { formatBytes } from './format-number.ts';

/** A store that was recognised. */
interface ShownStore {
  readonly database: string;
  readonly era: string;
}

/** What is said wherever a workspace is shown that has a store: `A store of nirs4all 1.0 or later (store.sqlite) lies here …`. */
export function storeNotice({ database, era }: ShownStore, hasFiles: boolean): string {
  const what = `a store of nirs4all ${era} (${database})`;
  return hasFiles
    ? `Beside the V3 files lies ${what}. Stemma does not read these yet: all numbers and plans are of the V3 files alone.`
    : `This is ${what}. Stemma does not read these yet, so it shows nothing of it and changes nothing in it.`;
}

/** `artifacts/ 1.20 MB, native_results/ 0 B, arrays/ 20.0 kB, database 120 kB`. */
export function storeSizesText(sizes: {
  readonly artifacts_bytes: number;
  readonly native_results_bytes: number;
  readonly arrays_bytes: number;
  readonly database_bytes: number;
  readonly log_bytes: number;
}): string {
  return [
    `artifacts/ ${formatBytes(sizes.artifacts_bytes)}`,
    `native_results/ ${formatBytes(sizes.native_results_bytes)}`,
    `arrays/ ${formatBytes(sizes.arrays_bytes)}`,
    `database ${formatBytes(sizes.database_bytes + sizes.log_bytes)}`,
  ].join(', ');
}
