import { formatBytes } from './format-number.ts';

/** A store that was recognised. */
interface ShownStore {
  readonly database: string;
  readonly era: string;
}

const WHY =
  'Stemma does not read DuckDB. nirs4all 0.8.3 is the last that opens it; the converter that later versions name was seen to leave an ' +
  'empty database and no models behind, so keep this folder as it is.';

/** What is said wherever a workspace is shown that has a store of 0.7, which is recognised alone. */
export function storeNotice({ database, era }: ShownStore, hasFiles: boolean): string {
  const what = `a store of nirs4all ${era} (${database})`;
  return hasFiles
    ? `Beside the V3 files lies ${what}. All numbers and plans are of the V3 files alone: ${WHY}`
    : `This is ${what}. Nothing of it is shown, and nothing in it is changed: ${WHY}`;
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
